package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct ifa_cacheinfo, uapi linux/if_addr.h: how long an address lives.
 *
 * @param preferred seconds until it is deprecated, 0 to 4294967295 = for ever
 * @param valid seconds until the kernel removes it, 4294967295 = never
 */
public record StructIfaCacheInfo(long preferred, long valid) {
  /** Bytes, with the two time stamps that only the kernel sets. */
  public static final int SIZE = 16;

  /** The bytes, in the order of the buffers of this package. */
  public void pack(ByteBuffer to) {
    to.putInt((int) preferred).putInt((int) valid).putInt(0).putInt(0);
  }

  /** Reads the struct at the position. */
  public static StructIfaCacheInfo parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct ifa_cacheinfo", from);
    }
    return new StructIfaCacheInfo(
        Integer.toUnsignedLong(from.getInt()), Integer.toUnsignedLong(from.getInt()));
  }
}
