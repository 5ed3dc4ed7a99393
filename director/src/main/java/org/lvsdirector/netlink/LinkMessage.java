package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;

/** RTM_NEWLINK and RTM_GETLINK: struct ifinfomsg and its attributes, uapi linux/if_link.h. */
final class LinkMessage {
  static final int RTM_NEWLINK = 16;
  static final int RTM_GETLINK = 18;

  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_EXT_MASK = 29;
  private static final int RTEXT_FILTER_SKIP_STATS = 8;

  private LinkMessage() {}

  static NetlinkRequest dump() {
    return new NetlinkRequest(
        RTM_GETLINK,
        0,
        "RTM_GETLINK, all interfaces",
        to -> {
          new StructIfInfoMsg(0, 0, 0, 0, 0).pack(to);
          new NlAttrWriter(to).u32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
        });
  }

  static NetlinkRequest set(int interfaceIndex, boolean up) {
    int flags = up ? StructIfInfoMsg.IFF_UP : 0;
    return new NetlinkRequest(
        RTM_NEWLINK,
        0,
        "RTM_NEWLINK, interface " + interfaceIndex + (up ? " up" : " down"),
        to -> new StructIfInfoMsg(0, 0, interfaceIndex, flags, StructIfInfoMsg.IFF_UP).pack(to));
  }

  /** Empty for other messages. */
  static Optional<Link> decode(int type, ByteBuffer payload) throws NetlinkException {
    if (type != RTM_NEWLINK) {
      return Optional.empty();
    }
    StructIfInfoMsg head = StructIfInfoMsg.parse(payload);
    NlAttrs attributes = NlAttrs.parse("RTM_NEWLINK", payload);
    Optional<MacAddress> mac =
        attributes
            .find(IFLA_ADDRESS)
            .filter(address -> address.value().limit() == MacAddress.SIZE)
            .map(address -> MacAddress.of(address.bytes()));
    return Optional.of(
        new Link(
            head.index(),
            attributes.require(IFLA_IFNAME).string(),
            head.type(),
            (head.flags() & StructIfInfoMsg.IFF_UP) != 0,
            (head.flags() & StructIfInfoMsg.IFF_RUNNING) != 0,
            mac));
  }
}
