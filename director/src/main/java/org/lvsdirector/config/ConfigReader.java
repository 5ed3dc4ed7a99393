package org.lvsdirector.config;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Complaints;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Outermost;
import org.lvsdirector.config.yaml.Reading;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.config.yaml.YamlText;

/**
 * Reads configuration files. A file is taken whole or refused whole, with every fault in it: a
 * reader that guesses would guess about who holds an address.
 */
public final class ConfigReader {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private ConfigReader() {}

  /** Reads a file for the node that it names, or else for this host. Blocks on the disk. */
  public static Config read(Path file) throws ConfigException {
    return read(file, hostName());
  }

  /** As {@link #read(Path)}, on a host of the given name. */
  public static Config read(Path file, String hostName) throws ConfigException {
    return parse(new Source(file, false), bytes(file), hostName);
  }

  /**
   * Reads a file on a machine that is no node, such as a real server; keys and other secrets that
   * it names need not be there.
   *
   * @param hostName the node whose view is taken where the file names none
   */
  public static Config readElsewhere(Path file, String hostName) throws ConfigException {
    return parse(new Source(file, true), bytes(file), hostName);
  }

  /**
   * Reads a file again; gives {@code last} itself where not a byte has changed since and the files
   * that it names can still be read.
   */
  public static Config readAgain(Path file, String hostName, Config last) throws ConfigException {
    boolean same =
        isAsIn(file, last.hash()) && last.hash().files().stream().allMatch(Source::isReadable);
    return same ? last : read(file, hostName);
  }

  private static boolean isAsIn(Path file, Fingerprint last) {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return last.isOf(in);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static byte[] bytes(Path file) throws ConfigException {
    // A stream of files reads all at once where it is told how much.
    try (InputStream in = new FileInputStream(file.toFile())) {
      return in.readNBytes(YamlText.LIMIT + 1);
    } catch (IOException e) {
      String reason = "the file cannot be read: " + reason(e, file);
      throw unreadable(file, Files.exists(file) ? reason : "there is no such file");
    }
  }

  /** What the system says, without the file's name before it. */
  private static String reason(IOException e, Path file) {
    String text = String.valueOf(e.getMessage());
    String begin = file + " (";
    return text.startsWith(begin) ? text.substring(begin.length(), text.length() - 1) : text;
  }

  /**
   * Reads a text as if it stood in the file; other files it names are looked for beside that.
   *
   * @param hostName the node's name where the text has none
   */
  public static Config parse(Path file, String text, String hostName) throws ConfigException {
    return parse(new Source(file, false), text.getBytes(StandardCharsets.UTF_8), hostName);
  }

  /** As {@link #parse(Path, String, String)}, on this host. */
  public static Config parse(Path file, String text) throws ConfigException {
    return parse(file, text, hostName());
  }

  private static Config parse(Source source, byte[] bytes, String hostName) throws ConfigException {
    Path file = source.file();
    if (bytes.length > YamlText.LIMIT) {
      throw unreadable(file, "the file is larger than " + (YamlText.LIMIT >> 20) + " MiB");
    }
    Complaints complaints = new Complaints();
    Optional<Config> config =
        YamlText.read(bytes, complaints)
            .flatMap(root -> walk(root, source, hostName, Fingerprint.of(bytes), complaints));
    if (!complaints.isEmpty()) {
      throw new ConfigException(
          complaints.sorted().stream()
              .map(it -> new Fault(file, it.line(), it.column(), it.key(), it.message()))
              .toList());
    }
    return config.orElseThrow();
  }

  private static Optional<Config> walk(
      Outermost root, Source source, String hostName, Fingerprint hash, Complaints complaints) {
    try {
      Mapping first =
          Mapping.root(new Reading(source, hostName, complaints), root, TopSection.SECTION);
      String node = first.find(TopSection.NODE).orElse(hostName);
      if (!first.has(TopSection.NODE) && !TextKinds.isName(node)) {
        first.spot(TopSection.NODE).fault("is required: the host's name cannot serve as one");
      }
      Mapping m = Mapping.root(new Reading(source, node, complaints), root, TopSection.SECTION);
      return Optional.of(TopSection.read(m, source, node, hash));
    } catch (Reading.TooMuch e) {
      complaints.add(0, 0, "", e.getMessage());
      return Optional.empty();
    }
  }

  private static ConfigException unreadable(Path file, String message) {
    return new ConfigException(List.of(new Fault(file, 0, 0, "", message)));
  }

  /** From the kernel: Java's own way may ask a name server and wait for it. */
  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException notLinux) {
      return "";
    }
  }
}
