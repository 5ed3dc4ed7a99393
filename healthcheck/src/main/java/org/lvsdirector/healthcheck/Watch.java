package org.lvsdirector.healthcheck;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * A server and how it is checked; equal watches are one. Its hashes are reckoned once, so whoever
 * asks for the health of thousands keeps the watches rather than making them anew.
 */
public final class Watch {
  private final InetSocketAddress target;
  private final Check check;
  private final Subject subject;
  private final int hash;

  /**
   * A watch on a server.
   *
   * @param server a literal address and a port, which are probed where the check does not aim at
   *     something else; names are refused: a check must never wait for a name server
   */
  public Watch(InetSocketAddress server, Check check) {
    if (server.isUnresolved()) {
      throw new IllegalArgumentException(server + " is a name, not an address");
    }
    target = check.aim().of(server);
    this.check = check.aim().equals(Aim.SERVER) ? check : check.at(Aim.SERVER);
    subject = new Subject(target, check.probe(), check.origin());
    hash = 31 * target.hashCode() + this.check.hashCode();
  }

  /** Address and port that are probed. */
  public InetSocketAddress target() {
    return target;
  }

  /** How, and how often; what it aims at is the target. */
  public Check check() {
    return check;
  }

  /** What is known of the server's health is known of this. */
  public Subject subject() {
    return subject;
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
