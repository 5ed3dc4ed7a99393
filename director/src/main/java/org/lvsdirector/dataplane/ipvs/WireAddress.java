package org.lvsdirector.dataplane.ipvs;

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
      return InetAddress.getByAddress(Arrays.copyOf(bytes, family.bits() / 8));
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
