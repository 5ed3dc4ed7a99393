package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct nfgenmsg, uapi linux/netfilter/nfnetlink.h.
 *
 * @param family AF_INET, AF_INET6, or 0 for all
 */
public record StructNfGenMsg(int family) {
  /** Bytes. */
  public static final int SIZE = 4;

  private static final byte NFNETLINK_V0 = 0;

  /** Writes the struct at the position. */
  public void pack(ByteBuffer to) {
    to.put((byte) family).put(NFNETLINK_V0).putShort((short) 0);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  public static StructNfGenMsg parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct nfgenmsg", from);
    }
    int family = Byte.toUnsignedInt(from.get());
    from.position(from.position() + SIZE - 1);
    return new StructNfGenMsg(family);
  }
}
