package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** struct sockaddr_ll, uapi linux/if_packet.h: one end of a frame, on one interface. */
final class StructSockaddrLl {
  /** Bytes. */
  static final int SIZE = 20;

  private static final int AF_PACKET = 17;
  private static final int PROTOCOL_AT = 2;
  private static final int PKTTYPE_AT = 10;

  private StructSockaddrLl() {}

  /** Whatever arrives on an interface with an EtherType, e.g. ETH_P_ALL = 3. */
  static ByteBuffer of(int interfaceIndex, int etherType) {
    ByteBuffer address = KernelSocket.buffer(SIZE);
    address.putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
    address.order(ByteOrder.BIG_ENDIAN).putShort(PROTOCOL_AT, (short) etherType);
    return address.order(ByteOrder.nativeOrder());
  }

  /** Where a frame goes by its own header, out of an interface. */
  static ByteBuffer destination(int interfaceIndex, int etherType, MacAddress mac) {
    return of(interfaceIndex, etherType).put(11, (byte) MacAddress.SIZE).put(12, mac.bytes());
  }

  /** PACKET_HOST = 0: for this machine; PACKET_OUTGOING = 4, and others. */
  static int packetType(ByteBuffer address) {
    return Byte.toUnsignedInt(address.get(PKTTYPE_AT));
  }
}
