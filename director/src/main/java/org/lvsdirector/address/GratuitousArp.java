package org.lvsdirector.address;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import org.lvsdirector.netlink.MacAddress;

/**
 * Ethernet frames that tell a segment where an IPv4 address lives: sender and target are the
 * address itself (RFC 826, RFC 5227 section 2.3). Most neighbours update their cache on the request
 * form; some equipment only does on the reply form.
 */
final class GratuitousArp {
  private static final int SIZE = 42;
  private static final short ETHERTYPE_ARP = 0x0806;
  private static final short ETHERTYPE_IPV4 = 0x0800;
  private static final short HARDWARE_ETHERNET = 1;
  private static final short REQUEST = 1;
  private static final short REPLY = 2;
  private static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);
  private static final MacAddress UNKNOWN = new MacAddress(0);

  private GratuitousArp() {}

  /** The ARP announcement of RFC 5227, 42 bytes. */
  static byte[] request(MacAddress mac, Inet4Address address) {
    return frame(REQUEST, mac, address, UNKNOWN);
  }

  /** An answer that nobody asked for, to all, 42 bytes. */
  static byte[] reply(MacAddress mac, Inet4Address address) {
    return frame(REPLY, mac, address, mac);
  }

  private static byte[] frame(
      short operation, MacAddress mac, Inet4Address address, MacAddress target) {
    return ByteBuffer.allocate(SIZE)
        .put(BROADCAST.bytes())
        .put(mac.bytes())
        .putShort(ETHERTYPE_ARP)
        .putShort(HARDWARE_ETHERNET)
        .putShort(ETHERTYPE_IPV4)
        .put((byte) MacAddress.SIZE)
        .put((byte) 4)
        .putShort(operation)
        .put(mac.bytes())
        .put(address.getAddress())
        .put(target.bytes())
        .put(address.getAddress())
        .array();
  }
}
