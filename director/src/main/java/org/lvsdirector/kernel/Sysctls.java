package org.lvsdirector.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads and writes kernel settings, those of the calling thread's network namespace. Reading needs
 * nothing, writing those of the network needs CAP_NET_ADMIN and a writable {@code /proc/sys}.
 */
public final class Sysctls {
  private static final int MAX_LENGTH = 4096;

  private final Path root;

  /** Those of this machine. */
  public Sysctls() {
    this(Path.of("/proc/sys"));
  }

  Sysctls(Path root) {
    this.root = root;
  }

  /**
   * The value in force, words apart by one space; for an interface the greater of its own and that
   * of {@code all}, as the kernel reckons.
   *
   * @return empty when this kernel has no such setting
   */
  public Optional<String> read(Sysctl sysctl) throws IOException {
    Optional<String> own = file(sysctl);
    if (own.isEmpty() || !sysctl.countsWithAll()) {
      return own;
    }
    Optional<String> all = file(sysctl.ofAll());
    return all.isPresent() && number(all.get()) > number(own.get()) ? all : own;
  }

  /**
   * Sets a value.
   *
   * @throws IOException with the kernel's word for it and what to do
   */
  public void write(Sysctl sysctl, String value) throws IOException {
    try {
      Files.writeString(root.resolve(sysctl.path()), value);
    } catch (IOException refused) {
      throw new IOException(
          "%s cannot be set to %s: %s; setting it needs CAP_NET_ADMIN and a writable /proc/sys"
              .formatted(sysctl, value, reason(refused)),
          refused);
    }
  }

  private Optional<String> file(Sysctl sysctl) throws IOException {
    // In one piece: the kernel gives a number to the first read of a file and nothing to the next.
    try (InputStream in = Files.newInputStream(root.resolve(sysctl.path()))) {
      String text = new String(in.readNBytes(MAX_LENGTH), StandardCharsets.US_ASCII);
      return Optional.of(String.join(" ", text.strip().split("\\s+", -1)));
    } catch (NoSuchFileException lacking) {
      return Optional.empty();
    }
  }

  private static int number(String value) throws IOException {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException strange) {
      throw new IOException("a setting of an interface is no number: " + value, strange);
    }
  }

  /** The kernel's word; a refused opening names the file alone. */
  private static String reason(IOException refused) {
    if (refused instanceof AccessDeniedException) {
      return "Permission denied";
    }
    return refused instanceof FileSystemException opening && opening.getReason() != null
        ? opening.getReason()
        : refused.getMessage();
  }
}
