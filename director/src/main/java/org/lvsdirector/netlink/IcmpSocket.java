package org.lvsdirector.netlink;

import com.sun.jna.Native;

/** Makes sockets for ICMP echoes (icmp(7), raw(7)), for others to read and write. */
public final class IcmpSocket {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int IPPROTO_ICMP = 1;
  private static final int IPPROTO_ICMPV6 = 58;

  private IcmpSocket() {}

  /**
   * Makes a socket that does not block.
   *
   * @param raw a raw socket, which takes CAP_NET_RAW; otherwise a ping socket, which takes a group
   *     within {@code net.ipv4.ping_group_range}
   * @return its descriptor, which belongs to the caller
   * @throws NetlinkException EACCES or EPERM when this process may not
   */
  public static int open(boolean ipv6, boolean raw) throws NetlinkException {
    int type = (raw ? SOCK_RAW : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
    int protocol = ipv6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
    int fd = Libc.socket(ipv6 ? AF_INET6 : AF_INET, type, protocol);
    if (fd < 0) {
      String what = raw ? "opening a raw ICMP socket" : "opening a ping socket";
      throw NetlinkException.refused(what, new Errno(Native.getLastError()), "");
    }
    return fd;
  }
}
