package org.lvsdirector.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a file's bytes, to tell versions apart on a display. It is computed when somebody
 * asks: what computes it takes a node longer to load than many rules take to be put in force.
 */
public final class Fingerprint {
  private static final int BRIEF = 12;

  private byte[] bytes;
  private String hex;

  private Fingerprint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** That of these bytes, which must not be changed any more. */
  public static Fingerprint of(byte[] bytes) {
    return new Fingerprint(bytes);
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
      bytes = null;
    }
    return hex;
  }

  /** The first 12 of its digits, with an ellipsis. */
  public String brief() {
    return toString().substring(0, BRIEF) + "…";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
