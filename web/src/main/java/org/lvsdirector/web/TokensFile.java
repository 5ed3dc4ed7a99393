package org.lvsdirector.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.lvsdirector.web.Tokens.Token;

/**
 * The file of tokens: a YAML list of {@code {name, token, role}}. Only its owner may have access to
 * it. All calls block.
 */
public final class TokensFile {
  private static final int SHORTEST_SECRET = 16;
  private static final int RANDOM_BYTES = 24;
  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readerFor(new TypeReference<List<Entry>>() {});

  private final Path file;

  /** A file that may not exist yet. */
  public TokensFile(Path file) {
    this.file = file;
  }

  private record Entry(String name, String token, Role role) {}

  /**
   * Makes the file with one random token of an operator, unless there is one.
   *
   * @return whether it was made
   * @throws IOException when the folder cannot be written; the message names the file
   */
  public boolean createIfAbsent() throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String text =
        "- {name: operator, token: " + HexFormat.of().formatHex(random) + ", role: operator}\n";
    try {
      // Complete before it has its name: two nodes may share a folder and start together.
      Path complete =
          Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".new");
      try {
        Files.writeString(complete, text);
        Files.createLink(file, complete);
        return true;
      } finally {
        Files.delete(complete);
      }
    } catch (FileAlreadyExistsException otherNodeWasFirst) {
      return false;
    } catch (IOException e) {
      throw new IOException("cannot make the tokens file " + file + ": " + reason(e), e);
    }
  }

  /**
   * Reads the tokens.
   *
   * @throws IOException when the file is absent, open to others, or not what it should be; the
   *     message says what to do and never contains a secret
   */
  public Tokens read() throws IOException {
    List<Entry> entries;
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"))) {
        throw new IOException("others than its owner have access to it; run: chmod 600 " + file);
      }
      entries = READER.readValue(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "tokens file "
              + file
              + where(e)
              + ": not a list of {name, token, role: viewer|operator|admin}");
    } catch (IOException e) {
      throw new IOException("cannot use the tokens file " + file + ": " + reason(e), e);
    }
    return new Tokens(checked(entries));
  }

  private List<Token> checked(List<Entry> entries) throws IOException {
    List<Token> tokens = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.token().length() < SHORTEST_SECRET) {
        throw new IOException(
            "tokens file %s: the token of %s is shorter than %d characters"
                .formatted(file, entry.name(), SHORTEST_SECRET));
      }
      tokens.add(new Token(entry.name(), entry.token(), entry.role()));
    }
    return tokens;
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
  }
}
