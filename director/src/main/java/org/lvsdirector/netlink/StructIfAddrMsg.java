package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct ifaddrmsg, uapi linux/if_addr.h.
 *
 * @param flags the low eight of IFA_F_*; all of them are in the attribute IFA_FLAGS
 * @param scope 0 = universe, 253 = link, 254 = host
 */
public record StructIfAddrMsg(int family, int prefixLength, int flags, int scope, int index) {
  /** Bytes. */
  public static final int SIZE = 8;

  /** Writes the struct at the position. */
  public void pack(ByteBuffer to) {
    to.put((byte) family).put((byte) prefixLength).put((byte) flags).put((byte) scope);
    to.putInt(index);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  public static StructIfAddrMsg parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct ifaddrmsg", from);
    }
    return new StructIfAddrMsg(
        Byte.toUnsignedInt(from.get()),
        Byte.toUnsignedInt(from.get()),
        Byte.toUnsignedInt(from.get()),
        Byte.toUnsignedInt(from.get()),
        from.getInt());
  }
}
