package org.lvsdirector.healthcheck;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * A server and how it is checked; equal watches are one. Its hash is reckoned once, so whoever asks
 * for the health of thousands keeps the watches rather than making them anew.
 */
public final class Watch {
  private final InetSocketAddress target;
  private final Check check;
  private final int hash;

  /**
   * A watch on a server.
   *
   * @param target a literal address and the port that is probed; names are refused: a check must
   *     never wait for a name server
   */
  public Watch(InetSocketAddress target, Check check) {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException(target + " is a name, not an address");
    }
    this.target = target;
    this.check = check;
    hash = 31 * target.hashCode() + check.hashCode();
  }

  /** Address and port that are probed. */
  public InetSocketAddress target() {
    return target;
  }

  /** How, and how often. */
  public Check check() {
    return check;
  }

  /** What is known of the server's health is known of this. */
  public Subject subject() {
    return Subject.of(this);
  }

  /** Address and port as people write them, e.g. {@code [2001:db8::1]:80}. */
  public String name() {
    return name(target);
  }

  static String name(InetSocketAddress target) {
    String host = target.getAddress().getHostAddress();
    String literal = target.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
    return literal + ":" + target.getPort();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Watch that && same(that));
  }

  private boolean same(Watch that) {
    return hash == that.hash && target.equals(that.target) && check.equals(that.check);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return name() + " " + check;
  }
}
