package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct rtmsg, uapi linux/rtnetlink.h, without the type of service, which is always 0 here.
 *
 * @param destinationBits length of the destination's prefix; 0 = the default route
 * @param table 254 = main
 * @param protocol RTPROT_*, who made it
 * @param scope 0 = universe; 255 = any, in a request to delete
 * @param type 1 = RTN_UNICAST
 */
record StructRtMsg(int family, int destinationBits, int table, int protocol, int scope, int type) {
  static final int SIZE = 12;
  static final int RT_TABLE_MAIN = 254;
  static final int RT_SCOPE_UNIVERSE = 0;
  static final int RT_SCOPE_NOWHERE = 255;
  static final int RTN_UNICAST = 1;

  void pack(ByteBuffer to) {
    to.put((byte) family).put((byte) destinationBits).put((byte) 0).put((byte) 0);
    to.put((byte) table).put((byte) protocol).put((byte) scope).put((byte) type);
    to.putInt(0);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  static StructRtMsg parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct rtmsg", from);
    }
    int start = from.position();
    from.position(start + SIZE);
    return new StructRtMsg(
        Byte.toUnsignedInt(from.get(start)),
        Byte.toUnsignedInt(from.get(start + 1)),
        Byte.toUnsignedInt(from.get(start + 4)),
        Byte.toUnsignedInt(from.get(start + 5)),
        Byte.toUnsignedInt(from.get(start + 6)),
        Byte.toUnsignedInt(from.get(start + 7)));
  }
}
