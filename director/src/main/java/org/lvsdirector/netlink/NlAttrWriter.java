package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Appends attributes to a message; each is padded to 4 bytes. */
public final class NlAttrWriter {
  private final ByteBuffer to;

  /** Writes at the buffer's position; the buffer must be in native order. */
  public NlAttrWriter(ByteBuffer to) {
    this.to = to;
  }

  /** An unsigned byte. */
  public NlAttrWriter u8(int type, int value) {
    return bytes(type, new byte[] {(byte) value});
  }

  /** 16 bits in host order. */
  public NlAttrWriter u16(int type, int value) {
    head(type, 2).putShort((short) value);
    return pad();
  }

  /** 16 bits in network order. */
  public NlAttrWriter be16(int type, int value) {
    return bytes(type, new byte[] {(byte) (value >> 8), (byte) value});
  }

  /** 32 bits in host order. */
  public NlAttrWriter u32(int type, int value) {
    head(type, 4).putInt(value);
    return this;
  }

  /** Two times 32 bits in host order. */
  public NlAttrWriter pair(int type, int first, int second) {
    head(type, 8).putInt(first).putInt(second);
    return this;
  }

  /** 32 bits in network order. */
  public NlAttrWriter be32(int type, int value) {
    head(type, 4).order(ByteOrder.BIG_ENDIAN).putInt(value).order(ByteOrder.nativeOrder());
    return this;
  }

  /** A string with a NUL behind it. */
  public NlAttrWriter string(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    head(type, text.length + 1).put(text).put((byte) 0);
    return pad();
  }

  /** Bytes as they are. */
  public NlAttrWriter bytes(int type, byte[] value) {
    head(type, value.length).put(value);
    return pad();
  }

  /** Attributes inside an attribute, without NLA_F_NESTED, as ipvsadm and the kernel do it. */
  public NlAttrWriter nest(int type, Consumer<NlAttrWriter> inside) {
    int start = to.position();
    head(type, 0);
    inside.accept(this);
    to.putShort(start, (short) (to.position() - start));
    return this;
  }

  private ByteBuffer head(int type, int size) {
    return to.putShort((short) (StructNlAttr.SIZE + size)).putShort((short) type);
  }

  private NlAttrWriter pad() {
    while (to.position() % 4 != 0) {
      to.put((byte) 0);
    }
    return this;
  }
}
