package org.lvsdirector.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The SHA-256 of a file's bytes, to tell versions apart on a display. It is computed when somebody
 * asks: what computes it takes a node longer to load than many rules take to be put in force. Two
 * are told apart by the bytes themselves.
 */
public final class Fingerprint {
  private static final int BRIEF = 12;
  private static final int CHUNK = 8192;

  private final byte[] bytes;
  private final Set<Path> files;
  private String hex;

  private Fingerprint(byte[] bytes, Set<Path> files) {
    this.files = files;
    this.bytes = bytes;
  }

  /** That of these bytes, which must not be changed any more. */
  public static Fingerprint of(byte[] bytes) {
    return new Fingerprint(bytes, Set.of());
  }

  /** The same of a file that names others. */
  Fingerprint naming(Set<Path> others) {
    return new Fingerprint(bytes, Set.copyOf(others));
  }

  /** The files that it names and that must be readable; two are not told apart by them. */
  Set<Path> files() {
    return files;
  }

  /** What it is of. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether a stream has the same bytes up to its end. */
  boolean isOf(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int at = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (n > bytes.length - at || !Arrays.equals(chunk, 0, n, bytes, at, at + n)) {
        return false;
      }
      at += n;
    }
    return at == bytes.length;
  }

  /** In lower-case hex, 64 digits. */
  @Override
  public synchronized String toString() {
    if (hex == null) {
      try {
        hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
    return hex;
  }

  /** The first 12 of its digits, with an ellipsis. */
  public String brief() {
    return toString().substring(0, BRIEF) + "…";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
