package org.lvsdirector.healthcheck;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is probed, how and from where, but not how often: by this, health is known, whatever becomes
 * of timing and thresholds.
 */
public record Subject(InetSocketAddress target, Probe probe, Origin origin) {
  private static final int DIGITS = 16;

  static Subject of(Watch watch) {
    return new Subject(watch.target(), watch.check().probe(), watch.check().origin());
  }

  /**
   * A name that other processes give the same subject: address and port, and a digest of the rest,
   * which may hold secrets.
   */
  public String key() {
    try {
      byte[] rest = (probe + " " + origin).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(rest);
      return Watch.name(target) + "/" + HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
