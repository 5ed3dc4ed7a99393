package org.lvsdirector.doctor;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.netlink.MacAddress;

/**
 * An answer to an ARP request (RFC 826).
 *
 * @param sender the Ethernet address that is said to have the address
 */
record ArpFrame(MacAddress sender, InetAddress address) {
  private static final int SIZE = 42;
  private static final short ETHERTYPE_ARP = 0x0806;
  private static final short ETHERTYPE_IPV4 = 0x0800;
  private static final short ETHERNET = 1;
  private static final short REQUEST = 1;
  private static final short REPLY = 2;
  private static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  /** An ARP probe (RFC 5227 section 2.1.1): without a sender address, so that nobody learns it. */
  static byte[] probe(MacAddress own, Inet4Address target) {
    return ByteBuffer.allocate(SIZE)
        .put(BROADCAST.bytes())
        .put(own.bytes())
        .putShort(ETHERTYPE_ARP)
        .putShort(ETHERNET)
        .putShort(ETHERTYPE_IPV4)
        .put((byte) MacAddress.SIZE)
        .put((byte) 4)
        .putShort(REQUEST)
        .put(own.bytes())
        .putInt(0)
        .put(new byte[MacAddress.SIZE])
        .put(target.getAddress())
        .array();
  }

  /** Reads a frame; empty for anything but an answer. */
  static Optional<ArpFrame> of(ByteBuffer frame) {
    if (frame.limit() < SIZE
        || frame.getShort(12) != ETHERTYPE_ARP
        || frame.getShort(16) != ETHERTYPE_IPV4
        || frame.getShort(20) != REPLY) {
      return Optional.empty();
    }
    byte[] mac = new byte[MacAddress.SIZE];
    frame.get(22, mac);
    byte[] address = new byte[4];
    frame.get(28, address);
    try {
      return Optional.of(new ArpFrame(MacAddress.of(mac), InetAddress.getByAddress(address)));
    } catch (UnknownHostException neverOfThisLength) {
      throw new IllegalStateException(neverOfThisLength);
    }
  }
}
