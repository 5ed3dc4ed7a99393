package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct nlmsghdr, uapi linux/netlink.h.
 *
 * @param length of header and payload in bytes, without the padding after it
 * @param seq the request that this answers
 * @param pid port of the socket that asked; 0 in requests and in notifications
 */
public record StructNlMsgHdr(int length, int type, int flags, int seq, int pid) {
  /** Bytes of the header. */
  public static final int SIZE = 16;

  private static final int FLAGS_AT = 6;

  public static final int NLMSG_NOOP = 1;
  public static final int NLMSG_ERROR = 2;
  public static final int NLMSG_DONE = 3;
  public static final int NLMSG_OVERRUN = 4;

  public static final int NLM_F_REQUEST = 0x1;
  public static final int NLM_F_MULTI = 0x2;
  public static final int NLM_F_ACK = 0x4;
  public static final int NLM_F_DUMP_INTR = 0x10;
  public static final int NLM_F_REPLACE = 0x100;
  public static final int NLM_F_EXCL = 0x200;
  public static final int NLM_F_CREATE = 0x400;
  public static final int NLM_F_DUMP = 0x300;
  public static final int NLM_F_CAPPED = 0x100;
  public static final int NLM_F_ACK_TLVS = 0x200;

  /** Length rounded up to the alignment of messages and attributes, 4 bytes. */
  public static int align(int length) {
    return (length + 3) & ~3;
  }

  /** Writes the header at the position. */
  public void pack(ByteBuffer to) {
    to.putInt(length).putShort((short) type).putShort((short) flags).putInt(seq).putInt(pid);
  }

  /** Sets more flags in a message that begins at {@code start}. */
  static void addFlags(ByteBuffer message, int start, int more) {
    message.putShort(start + FLAGS_AT, (short) (message.getShort(start + FLAGS_AT) | more));
  }

  /**
   * Reads the header at the position, leaving the position at the payload.
   *
   * @throws NetlinkException when the buffer does not hold the whole message
   */
  public static StructNlMsgHdr parse(ByteBuffer from) throws NetlinkException {
    if (from.remaining() < SIZE) {
      throw NetlinkException.malformed("struct nlmsghdr", from);
    }
    int start = from.position();
    StructNlMsgHdr header =
        new StructNlMsgHdr(
            from.getInt(),
            Short.toUnsignedInt(from.getShort()),
            Short.toUnsignedInt(from.getShort()),
            from.getInt(),
            from.getInt());
    if (header.length < SIZE || header.length > from.limit() - start) {
      throw NetlinkException.malformed("netlink message of length " + header.length, from);
    }
    return header;
  }

  /** The payload at the position, in native order; moves the position to the next message. */
  ByteBuffer payload(ByteBuffer from) {
    int size = length - SIZE;
    ByteBuffer payload = from.slice(from.position(), size).order(from.order());
    from.position(Math.min(from.limit(), from.position() + align(size)));
    return payload;
  }
}
