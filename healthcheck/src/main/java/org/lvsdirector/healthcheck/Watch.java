package org.lvsdirector.healthcheck;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * A server and how it is checked; equal watches share one probe.
 *
 * @param target a literal address and the port that is probed
 */
public record Watch(InetSocketAddress target, Check check) {
  /** Refuses names: a check must never wait for a name server. */
  public Watch {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException(target + " is a name, not an address");
    }
  }

  /** Address and port as people write them, e.g. {@code [2001:db8::1]:80}. */
  public String name() {
    String host = target.getAddress().getHostAddress();
    String literal = target.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
    return literal + ":" + target.getPort();
  }
}
