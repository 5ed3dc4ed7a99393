package org.lvsdirector.healthcheck;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is probed, how and from where, but not how often: by this, health is known, whatever becomes
 * of timing and thresholds. Its hash is reckoned once.
 */
public final class Subject {
  private static final int DIGITS = 16;

  private final InetSocketAddress target;
  private final Probe probe;
  private final Origin origin;
  private final int hash;

  Subject(InetSocketAddress target, Probe probe, Origin origin) {
    this.target = target;
    this.probe = probe;
    this.origin = origin;
    hash = 31 * (31 * target.hashCode() + probe.hashCode()) + origin.hashCode();
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

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Subject that && same(that));
  }

  private boolean same(Subject that) {
    return hash == that.hash
        && target.equals(that.target)
        && probe.equals(that.probe)
        && origin.equals(that.origin);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Watch.name(target) + " " + probe + " " + origin;
  }
}
