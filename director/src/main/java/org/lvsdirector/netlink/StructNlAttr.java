package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * struct nlattr, uapi linux/netlink.h, with its value. Every reader checks the size.
 *
 * @param type without the flags NLA_F_NESTED and NLA_F_NET_BYTEORDER
 * @param value a view of the receive buffer: valid until the next message is received
 */
public record StructNlAttr(int type, ByteBuffer value) {
  /** Bytes of the header. */
  public static final int SIZE = 4;

  static final int NLA_F_NESTED = 0x8000;
  static final int NLA_TYPE_MASK = 0x3fff;

  /** An unsigned byte. */
  public int u8() throws NetlinkException {
    return Byte.toUnsignedInt(sized(1).get(0));
  }

  /** An unsigned 16-bit number in host order. */
  public int u16() throws NetlinkException {
    return Short.toUnsignedInt(sized(2).getShort(0));
  }

  /** An unsigned 16-bit number in network order. */
  public int be16() throws NetlinkException {
    return Short.toUnsignedInt(sized(2).duplicate().order(ByteOrder.BIG_ENDIAN).getShort(0));
  }

  /** 32 bits in host order. */
  public int u32() throws NetlinkException {
    return sized(4).getInt(0);
  }

  /** 32 bits in network order. */
  public int be32() throws NetlinkException {
    return sized(4).duplicate().order(ByteOrder.BIG_ENDIAN).getInt(0);
  }

  /** 64 bits in host order. */
  public long u64() throws NetlinkException {
    return sized(8).getLong(0);
  }

  /** A string that ends at its first NUL or at the end of the attribute. */
  public String string() {
    byte[] bytes = bytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** A copy of the value. */
  public byte[] bytes() {
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }

  /** An address of 4 or 16 bytes. */
  public InetAddress address() throws NetlinkException {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException wrongSize) {
      throw NetlinkException.malformed("address attribute " + type, value);
    }
  }

  /** The attributes inside. */
  public NlAttrs nested() throws NetlinkException {
    return NlAttrs.parse(
        "nested attribute " + type, value.duplicate().order(value.order()).rewind());
  }

  private ByteBuffer sized(int size) throws NetlinkException {
    if (value.limit() != size) {
      throw NetlinkException.malformed("attribute " + type + " of " + size + " bytes", value);
    }
    return value;
  }
}
