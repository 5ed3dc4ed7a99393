package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/** struct genlmsghdr, uapi linux/genetlink.h: what follows the netlink header of such families. */
public record StructGenlMsgHdr(int command, int version) {
  /** Bytes. */
  public static final int SIZE = 4;

  /** Writes the struct at the position. */
  public void pack(ByteBuffer to) {
    to.put((byte) command).put((byte) version).putShort((short) 0);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  public static StructGenlMsgHdr parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct genlmsghdr", from);
    }
    StructGenlMsgHdr header =
        new StructGenlMsgHdr(Byte.toUnsignedInt(from.get()), Byte.toUnsignedInt(from.get()));
    from.getShort();
    return header;
  }
}
