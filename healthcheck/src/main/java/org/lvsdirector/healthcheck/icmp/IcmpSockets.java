package org.lvsdirector.healthcheck.icmp;

import java.io.IOException;

/**
 * Makes sockets for ICMP, for which Java and netty have no call. Linux has two kinds: ping sockets,
 * open to the groups in {@code net.ipv4.ping_group_range}, and raw ones, which take CAP_NET_RAW.
 */
@FunctionalInterface
public interface IcmpSockets {
  /** Makes none, and says so. */
  IcmpSockets NONE =
      ipv6 -> {
        throw new IOException("this program makes no sockets for ICMP");
      };

  /**
   * Makes a socket that does not block.
   *
   * @throws IOException when this process may make neither kind; says what it takes
   */
  Opened open(boolean ipv6) throws IOException;

  /**
   * A socket.
   *
   * @param descriptor its number, which now belongs to the caller
   * @param raw whether it is a raw one
   */
  record Opened(int descriptor, boolean raw) {}
}
