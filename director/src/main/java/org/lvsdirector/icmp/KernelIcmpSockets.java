package org.lvsdirector.icmp;

import java.io.IOException;
import org.lvsdirector.healthcheck.icmp.IcmpSockets;
import org.lvsdirector.netlink.IcmpSocket;
import org.lvsdirector.netlink.NetlinkException;

/** A ping socket where this process may have one, otherwise a raw one. */
public final class KernelIcmpSockets implements IcmpSockets {
  @Override
  public Opened open(boolean ipv6) throws IOException {
    try {
      return new Opened(IcmpSocket.open(ipv6, false), false);
    } catch (NetlinkException notInTheGroups) {
      return new Opened(raw(ipv6, notInTheGroups), true);
    }
  }

  private static int raw(boolean ipv6, NetlinkException first) throws IOException {
    try {
      return IcmpSocket.open(ipv6, true);
    } catch (NetlinkException e) {
      throw new IOException(
          first.getMessage()
              + "; "
              + e.getMessage()
              + "; pinging takes CAP_NET_RAW, or this process's group in"
              + " net.ipv4.ping_group_range",
          e);
    }
  }
}
