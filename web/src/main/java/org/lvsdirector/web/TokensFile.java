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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lvsdirector.web.Tokens.Holder;

/**
 * The file of tokens: a YAML list of {@code {name, role}} with one of {@code hash}, {@code token}
 * (the secret itself) and {@code certificate}. Only its owner may have access to it. All calls
 * block.
 *
 * <p>Beside it, in {@code FILE.local}, is the secret that commands on the node itself use.
 */
public final class TokensFile {
  private static final int SHORTEST_SECRET = 16;
  private static final String HASH = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[\\w.@-]{1,64}");
  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(new TypeReference<List<Entry>>() {});

  private final Path file;

  /** A file that may not exist yet. */
  public TokensFile(Path file) {
    this.file = file;
  }

  private record Entry(String name, String token, String hash, String certificate, Role role) {}

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
    try {
      create(local(), Digests.secret() + "\n");
      String secret = Files.readString(local()).strip();
      return create(file, line("operator", Role.OPERATOR, secret));
    } catch (IOException e) {
      throw new IOException("cannot make the tokens file " + file + ": " + reason(e), e);
    }
  }

  private Path local() {
    return file.resolveSibling(file.getFileName() + ".local");
  }

  private static String line(String name, Role role, String secret) {
    return "- {name: %s, hash: \"%s%s\", role: %s}\n"
        .formatted(name, HASH, Tokens.hash(secret), role.label());
  }

  /** Complete before it has its name: two nodes may share a folder and start together. */
  private static boolean create(Path path, String text) throws IOException {
    Path complete = Files.createTempFile(folder(path), path.getFileName() + ".", ".new");
    try {
      Files.writeString(complete, text);
      Files.createLink(path, complete);
      return true;
    } catch (FileAlreadyExistsException otherNodeWasFirst) {
      return false;
    } finally {
      Files.delete(complete);
    }
  }

  private static Path folder(Path path) {
    return path.toAbsolutePath().getParent();
  }

  /**
   * The secret that commands on the node itself use: that of {@code FILE.local}, or else one that
   * the file holds in clear.
   */
  public Optional<String> localSecret() throws IOException {
    if (Files.isReadable(local())) {
      return Optional.of(Files.readString(local()).strip());
    }
    Entry best = null;
    for (Entry entry : entries(text())) {
      if (entry.token() != null && (best == null || entry.role().covers(best.role()))) {
        best = entry;
      }
    }
    return Optional.ofNullable(best).map(Entry::token);
  }

  /**
   * Reads who may do what.
   *
   * @throws IOException when the file is absent, open to others, or not what it should be; the
   *     message says what to do and never contains a secret
   */
  public Tokens read() throws IOException {
    return new Tokens(holders(text()));
  }

  /**
   * Adds a holder with a new secret; a file that is absent is made.
   *
   * @return the secret, which is kept nowhere
   * @throws IOException also where there is one of that name
   */
  public String add(String name, Role role) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IOException(
          "a token's name has letters, digits and . _ - @ only, 64 at most, not " + name);
    }
    String text = Files.exists(file) ? text() : "";
    List<Holder> before = text.isBlank() ? List.of() : holders(text);
    if (before.stream().anyMatch(it -> it.name().equals(name))) {
      throw new IOException("%s has a token of the name %s already".formatted(file, name));
    }
    String secret = Digests.secret();
    String begun = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    List<Holder> after = new ArrayList<>(before);
    after.add(new Holder(name, role, Tokens.hash(secret), ""));
    replace((before.isEmpty() ? "" : begun) + line(name, role, secret), after);
    return secret;
  }

  /**
   * Removes a holder.
   *
   * @throws IOException also where there is none of that name
   */
  public void remove(String name) throws IOException {
    String text = text();
    List<Holder> after = new ArrayList<>(holders(text));
    if (!after.removeIf(it -> it.name().equals(name))) {
      throw new IOException("%s has no token of the name %s".formatted(file, name));
    }
    Pattern own = Pattern.compile("(?m)^- \\{name: " + Pattern.quote(name) + ",.*\\}\\s*(#.*)?\n?");
    String rest = own.matcher(text).replaceFirst("");
    replace(after.isEmpty() && rest.isBlank() ? "[]\n" : rest, after);
  }

  /** Writes a text that has to mean this. */
  private void replace(String text, List<Holder> meaning) throws IOException {
    List<Holder> read;
    try {
      read = holders(text);
    } catch (IOException otherwise) {
      read = List.of();
    }
    if (!read.equals(meaning)) {
      throw new IOException(
          file + " is not written an entry a line, as - {name: …}; edit it by hand");
    }
    Path fresh =
        Files.createTempFile(
            folder(file),
            file.getFileName() + ".",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private String text() throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"))) {
        throw new IOException("others than its owner have access to it; run: chmod 600 " + file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException("cannot use the tokens file " + file + ": " + reason(e), e);
    }
  }

  private List<Entry> entries(String text) throws IOException {
    try {
      boolean says = text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
      List<Entry> entries = says ? READER.readValue(text) : null;
      return entries == null ? List.of() : entries;
    } catch (JsonProcessingException e) {
      throw new IOException(
          "tokens file "
              + file
              + (e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr())
              + ": not a list of {name, hash or token or certificate, role: viewer|operator|admin}");
    }
  }

  private List<Holder> holders(String text) throws IOException {
    List<Holder> holders = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Entry entry : entries(text)) {
      holders.add(holder(entry));
      if (!names.add(entry.name())) {
        throw new IOException("tokens file %s: %s is there twice".formatted(file, entry.name()));
      }
    }
    return holders;
  }

  private Holder holder(Entry entry) throws IOException {
    if (entry == null || entry.name() == null || entry.role() == null) {
      throw new IOException("tokens file " + file + ": an entry lacks its name or role");
    }
    boolean token = entry.token() != null;
    boolean hash = entry.hash() != null;
    boolean certificate = entry.certificate() != null;
    if ((token ? 1 : 0) + (hash ? 1 : 0) + (certificate ? 1 : 0) != 1) {
      throw new IOException(
          "tokens file %s: %s has to have one of hash, token and certificate"
              .formatted(file, entry.name()));
    }
    if (token && entry.token().length() < SHORTEST_SECRET) {
      throw new IOException(
          "tokens file %s: the token of %s is shorter than %d characters"
              .formatted(file, entry.name(), SHORTEST_SECRET));
    }
    String kept = hash ? entry.hash() : HASH + Tokens.hash(token ? entry.token() : "");
    if (!kept.startsWith(HASH) || !HEX.matcher(kept.substring(HASH.length())).matches()) {
      throw new IOException(
          "tokens file %s: the hash of %s is not sha256: and 64 hexadecimal digits"
              .formatted(file, entry.name()));
    }
    return new Holder(
        entry.name(),
        entry.role(),
        certificate ? "" : kept.substring(HASH.length()),
        certificate ? entry.certificate() : "");
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
  }
}
