package org.lvsdirector.dataplane.ipvs;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.lvsdirector.model.Family;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.StructNlAttr;

/** union nf_inet_addr: 16 bytes, of which IPv4 uses the first four. */
final class WireAddress {
  private static final int SIZE = 16;

  private WireAddress() {}

  static byte[] pack(InetAddress address) {
    return Arrays.copyOf(address.getAddress(), SIZE);
  }

  static InetAddress parse(StructNlAttr attribute, Family family) throws NetlinkException {
    byte[] bytes = attribute.bytes();
    if (bytes.length != SIZE) {
      throw NetlinkException.malformed("union nf_inet_addr", ByteBuffer.wrap(bytes));
    }
    try {
      // InetAddress would take ::ffff:10.0.0.1 for IPv4, which the kernel does not.
      return family == Family.INET6
          ? Inet6Address.getByAddress(null, bytes, -1)
          : InetAddress.getByAddress(Arrays.copyOf(bytes, 4));
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 or 16 bytes are an address", impossible);
    }
  }

  static Family family(int number, StructNlAttr attribute) throws NetlinkException {
    for (Family family : Family.values()) {
      if (family.number() == number) {
        return family;
      }
    }
    throw NetlinkException.malformed("address family " + number, attribute.value());
  }
}
