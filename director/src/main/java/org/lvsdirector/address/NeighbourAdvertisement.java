package org.lvsdirector.address;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import org.lvsdirector.netlink.MacAddress;

/**
 * The Ethernet frame that tells a segment where an IPv6 address lives: an unsolicited neighbour
 * advertisement to all nodes that overrides what they knew (RFC 4861 sections 4.4 and 7.2.6).
 */
final class NeighbourAdvertisement {
  private static final int ETHERNET_SIZE = 14;
  private static final int IPV6_SIZE = 40;
  private static final int ICMPV6_SIZE = 32;
  private static final short ETHERTYPE_IPV6 = (short) 0x86dd;
  private static final int VERSION_6 = 6 << 28;
  private static final byte NEXT_HEADER_ICMPV6 = 58;
  private static final byte HOP_LIMIT = (byte) 255;
  private static final byte TYPE = (byte) 136;
  private static final int ROUTER = 1 << 31;
  private static final int OVERRIDE = 1 << 29;
  private static final byte TARGET_LINK_LAYER_ADDRESS = 2;
  private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);
  private static final byte[] ALL_NODES = {
    (byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  private NeighbourAdvertisement() {}

  /**
   * The frame, 86 bytes.
   *
   * @param router whether this machine forwards; saying that it does not would make neighbours
   *     forget it as their router (RFC 4861 section 7.2.5)
   */
  static byte[] unsolicited(MacAddress mac, Inet6Address address, boolean router) {
    byte[] icmp = icmp(mac, address, router);
    return ByteBuffer.allocate(ETHERNET_SIZE + IPV6_SIZE + ICMPV6_SIZE)
        .put(ALL_NODES_MAC.bytes())
        .put(mac.bytes())
        .putShort(ETHERTYPE_IPV6)
        .putInt(VERSION_6)
        .putShort((short) icmp.length)
        .put(NEXT_HEADER_ICMPV6)
        .put(HOP_LIMIT)
        .put(address.getAddress())
        .put(ALL_NODES)
        .put(icmp)
        .array();
  }

  private static byte[] icmp(MacAddress mac, Inet6Address address, boolean router) {
    ByteBuffer icmp =
        ByteBuffer.allocate(ICMPV6_SIZE)
            .put(TYPE)
            .put((byte) 0)
            .putShort((short) 0)
            .putInt(router ? ROUTER | OVERRIDE : OVERRIDE)
            .put(address.getAddress())
            .put(TARGET_LINK_LAYER_ADDRESS)
            .put((byte) 1)
            .put(mac.bytes());
    ByteBuffer pseudo =
        ByteBuffer.allocate(IPV6_SIZE)
            .put(address.getAddress())
            .put(ALL_NODES)
            .putInt(ICMPV6_SIZE)
            .putInt(NEXT_HEADER_ICMPV6);
    return icmp.putShort(2, checksum(pseudo, icmp)).array();
  }

  /** The Internet checksum (RFC 1071) over the pseudo-header of RFC 8200 section 8.1. */
  private static short checksum(ByteBuffer pseudo, ByteBuffer icmp) {
    int sum = 0;
    for (ByteBuffer part : new ByteBuffer[] {pseudo, icmp}) {
      for (int at = 0; at < part.capacity(); at += 2) {
        sum += part.getShort(at) & 0xffff;
      }
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return (short) ~sum;
  }
}
