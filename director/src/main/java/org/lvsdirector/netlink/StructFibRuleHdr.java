package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct fib_rule_hdr, uapi linux/fib_rules.h.
 *
 * @param action FR_ACT_*: 1 = look up a table, 6 = blackhole
 */
public record StructFibRuleHdr(int family, int dstLength, int srcLength, int table, int action) {
  /** Bytes. */
  public static final int SIZE = 12;

  public static final int FR_ACT_BLACKHOLE = 6;

  /** Writes the struct at the position. */
  public void pack(ByteBuffer to) {
    to.put((byte) family).put((byte) dstLength).put((byte) srcLength).put((byte) 0);
    to.put((byte) table).put((byte) 0).put((byte) 0).put((byte) action);
    to.putInt(0);
  }

  /** Reads the struct at the position, leaving the position behind it. */
  public static StructFibRuleHdr parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct fib_rule_hdr", from);
    }
    int start = from.position();
    from.position(start + SIZE);
    return new StructFibRuleHdr(
        Byte.toUnsignedInt(from.get(start)),
        Byte.toUnsignedInt(from.get(start + 1)),
        Byte.toUnsignedInt(from.get(start + 2)),
        Byte.toUnsignedInt(from.get(start + 4)),
        Byte.toUnsignedInt(from.get(start + 7)));
  }
}
