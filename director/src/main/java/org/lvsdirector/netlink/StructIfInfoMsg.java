package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct ifinfomsg, uapi linux/rtnetlink.h.
 *
 * @param type ARPHRD_*, uapi linux/if_arp.h: 1 = Ethernet, 772 = loopback
 * @param flags IFF_*, uapi linux/if.h
 * @param change which flags a request changes
 */
public record StructIfInfoMsg(int family, int type, int index, int flags, int change) {
  /** Bytes. */
  public static final int SIZE = 16;

  public static final int IFF_UP = 0x1;
  public static final int IFF_RUNNING = 0x40;

  /** Writes the struct at the position. */
  public void pack(ByteBuffer to) {
    to.put((byte) family).put((byte) 0).putShort((short) type);
    to.putInt(index).putInt(flags).putInt(change);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  public static StructIfInfoMsg parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct ifinfomsg", from);
    }
    int family = Byte.toUnsignedInt(from.get());
    from.get();
    return new StructIfInfoMsg(
        family, Short.toUnsignedInt(from.getShort()), from.getInt(), from.getInt(), from.getInt());
  }
}
