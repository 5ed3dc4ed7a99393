package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a message or of a nest, in the order they came. */
public final class NlAttrs {
  private final String what;
  private final List<StructNlAttr> list;

  private NlAttrs(String what, List<StructNlAttr> list) {
    this.what = what;
    this.list = list;
  }

  /**
   * Reads attributes up to the end of the buffer.
   *
   * @param what the message, for errors
   * @throws NetlinkException when an attribute does not fit, or bytes are left over
   */
  public static NlAttrs parse(String what, ByteBuffer from) throws NetlinkException {
    List<StructNlAttr> list = new ArrayList<>();
    while (from.hasRemaining()) {
      if (from.remaining() < StructNlAttr.SIZE) {
        throw NetlinkException.malformed("attribute header in " + what, from);
      }
      int length = Short.toUnsignedInt(from.getShort());
      int type = Short.toUnsignedInt(from.getShort()) & StructNlAttr.NLA_TYPE_MASK;
      int size = length - StructNlAttr.SIZE;
      if (size < 0 || size > from.remaining()) {
        throw NetlinkException.malformed("attribute " + type + " in " + what, from);
      }
      list.add(new StructNlAttr(type, from.slice(from.position(), size).order(from.order())));
      // The last attribute may come without its padding.
      from.position(Math.min(from.limit(), from.position() + StructNlMsgHdr.align(size)));
    }
    return new NlAttrs(what, list);
  }

  /** Whether an attribute of this type is there. */
  public boolean has(int type) {
    return find(type).isPresent();
  }

  /** The first attribute of this type. */
  public Optional<StructNlAttr> find(int type) {
    return list.stream().filter(attribute -> attribute.type() == type).findFirst();
  }

  /**
   * The first attribute of this type.
   *
   * @throws NetlinkException when there is none
   */
  public StructNlAttr require(int type) throws NetlinkException {
    for (StructNlAttr attribute : list) {
      if (attribute.type() == type) {
        return attribute;
      }
    }
    throw NetlinkException.malformed(
        what + " without its attribute " + type, ByteBuffer.allocate(0));
  }

  /** All attributes, those of types that nobody knows included. */
  public List<StructNlAttr> all() {
    return List.copyOf(list);
  }
}
