package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;

/** RTM_NEWROUTE and RTM_DELROUTE for default routes, uapi linux/rtnetlink.h. */
final class RouteMessage {
  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_GETROUTE = 26;

  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PRIORITY = 6;

  private RouteMessage() {}

  /**
   * A default route of the main table.
   *
   * @param gateway unspecified for a route with none, or several
   * @param metric 0–4294967295; the lowest is taken
   */
  record Default(InetAddress gateway, long metric) {}

  /** Without NLM_F_APPEND, IPv4 puts a route before its equals. */
  static NetlinkRequest add(InetAddress gateway) {
    return new NetlinkRequest(
        RTM_NEWROUTE,
        StructNlMsgHdr.NLM_F_CREATE,
        "RTM_NEWROUTE default via " + Addresses.text(gateway),
        to -> pack(gateway, StructRtMsg.RT_SCOPE_UNIVERSE, to));
  }

  static NetlinkRequest delete(InetAddress gateway) {
    return new NetlinkRequest(
        RTM_DELROUTE,
        0,
        "RTM_DELROUTE default via " + Addresses.text(gateway),
        to -> pack(gateway, StructRtMsg.RT_SCOPE_NOWHERE, to));
  }

  static NetlinkRequest dump(Family family) {
    return new NetlinkRequest(
        RTM_GETROUTE,
        0,
        "RTM_GETROUTE, all routes of " + family,
        to -> new StructRtMsg(family.number(), 0, 0, 0, 0, 0).pack(to));
  }

  /** Empty for all but default routes of the main table. */
  static Optional<Default> decode(int type, ByteBuffer payload) throws NetlinkException {
    if (type != RTM_NEWROUTE) {
      return Optional.empty();
    }
    StructRtMsg head = StructRtMsg.parse(payload);
    NlAttrs attributes = NlAttrs.parse("RTM_NEWROUTE", payload);
    if (head.destinationBits() != 0
        || head.table() != StructRtMsg.RT_TABLE_MAIN
        || head.type() != StructRtMsg.RTN_UNICAST) {
      return Optional.empty();
    }
    long metric =
        attributes.has(RTA_PRIORITY)
            ? Integer.toUnsignedLong(attributes.require(RTA_PRIORITY).u32())
            : 0;
    InetAddress gateway =
        attributes.has(RTA_GATEWAY)
            ? attributes.require(RTA_GATEWAY).address()
            : Addresses.parse(head.family() == Family.INET.number() ? "0.0.0.0" : "::")
                .orElseThrow();
    return Optional.of(new Default(gateway, metric));
  }

  private static void pack(InetAddress gateway, int scope, ByteBuffer to) {
    Family family = Family.of(gateway);
    new StructRtMsg(
            family.number(),
            0,
            StructRtMsg.RT_TABLE_MAIN,
            RuleMessage.RTPROT_LVS_DIRECTOR,
            scope,
            StructRtMsg.RTN_UNICAST)
        .pack(to);
    NlAttrWriter attributes = new NlAttrWriter(to).bytes(RTA_GATEWAY, gateway.getAddress());
    if (family == Family.INET6) {
      // 0 would mean 1024 there, as the routes of router advertisements have it.
      attributes.u32(RTA_PRIORITY, 1);
    }
  }
}
