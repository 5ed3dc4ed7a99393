package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;

/** Messages of ctnetlink, uapi linux/netfilter/nfnetlink_conntrack.h. */
final class ConntrackMessage {
  private static final int NFNL_SUBSYS_CTNETLINK = 1;
  static final int IPCTNL_MSG_CT_NEW = NFNL_SUBSYS_CTNETLINK << 8;
  static final int IPCTNL_MSG_CT_GET = NFNL_SUBSYS_CTNETLINK << 8 | 1;

  private static final int CTA_TUPLE_ORIG = 1;
  private static final int CTA_TUPLE_REPLY = 2;
  private static final int CTA_TIMEOUT = 7;
  private static final int CTA_TIMESTAMP = 20;
  private static final int CTA_FILTER = 25;
  private static final int CTA_TUPLE_IP = 1;
  private static final int CTA_TUPLE_PROTO = 2;
  private static final int CTA_IP_V4_SRC = 1;
  private static final int CTA_IP_V4_DST = 2;
  private static final int CTA_IP_V6_SRC = 3;
  private static final int CTA_IP_V6_DST = 4;
  private static final int CTA_PROTO_NUM = 1;
  private static final int CTA_PROTO_SRC_PORT = 2;
  private static final int CTA_PROTO_DST_PORT = 3;
  private static final int CTA_TIMESTAMP_START = 1;
  private static final int CTA_FILTER_ORIG_FLAGS = 1;
  private static final int CTA_FILTER_REPLY_FLAGS = 2;

  /** Bit of CTA_FILTER_REPLY_FLAGS: compare CTA_IP_V4_DST or CTA_IP_V6_DST. */
  private static final int CTA_FILTER_F_CTA_IP_DST = 1 << 1;

  private ConntrackMessage() {}

  /**
   * Asks for the connections whose answers go to an address. Kernels before 5.8 do not know the
   * filter and give all of the family.
   */
  static NetlinkRequest dumpRepliesTo(InetAddress address) {
    Family family = Family.of(address);
    int destination = family == Family.INET ? CTA_IP_V4_DST : CTA_IP_V6_DST;
    return new NetlinkRequest(
        IPCTNL_MSG_CT_GET,
        0,
        "IPCTNL_MSG_CT_GET, connections answered to " + Addresses.text(address),
        to -> {
          new StructNfGenMsg(family.number()).pack(to);
          new NlAttrWriter(to)
              .nest(
                  CTA_TUPLE_REPLY | StructNlAttr.NLA_F_NESTED,
                  tuple ->
                      tuple.nest(
                          CTA_TUPLE_IP | StructNlAttr.NLA_F_NESTED,
                          ip -> ip.bytes(destination, address.getAddress())))
              .nest(
                  CTA_FILTER | StructNlAttr.NLA_F_NESTED,
                  filter ->
                      filter
                          .u32(CTA_FILTER_ORIG_FLAGS, 0)
                          .u32(CTA_FILTER_REPLY_FLAGS, CTA_FILTER_F_CTA_IP_DST));
        });
  }

  /** Empty for protocols without ports. */
  static Optional<TrackedConnection> decode(int type, ByteBuffer payload) throws NetlinkException {
    if (type != IPCTNL_MSG_CT_NEW) {
      return Optional.empty();
    }
    StructNfGenMsg.parse(payload);
    NlAttrs attributes = NlAttrs.parse("IPCTNL_MSG_CT_NEW", payload);
    Tuple original = Tuple.parse(attributes.require(CTA_TUPLE_ORIG));
    Tuple reply = Tuple.parse(attributes.require(CTA_TUPLE_REPLY));
    if (original.protocol.isEmpty()) {
      return Optional.empty();
    }
    Optional<StructNlAttr> timeout = attributes.find(CTA_TIMEOUT);
    return Optional.of(
        new TrackedConnection(
            original.protocol.get(),
            original.source,
            original.destination,
            reply.source,
            reply.destination,
            timeout.isPresent() ? Integer.toUnsignedLong(timeout.get().be32()) : 0,
            start(attributes)));
  }

  private static Optional<Instant> start(NlAttrs attributes) throws NetlinkException {
    Optional<StructNlAttr> times = attributes.find(CTA_TIMESTAMP);
    if (times.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer value = times.get().nested().require(CTA_TIMESTAMP_START).value();
    if (value.limit() != Long.BYTES) {
      throw NetlinkException.malformed("CTA_TIMESTAMP_START", value);
    }
    long nanos = value.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(0);
    return Optional.of(Instant.ofEpochSecond(0, nanos));
  }

  /** One direction of a connection. */
  private record Tuple(Optional<Protocol> protocol, Endpoint source, Endpoint destination) {
    static Tuple parse(StructNlAttr attribute) throws NetlinkException {
      NlAttrs parts = attribute.nested();
      NlAttrs ip = parts.require(CTA_TUPLE_IP).nested();
      NlAttrs ports = parts.require(CTA_TUPLE_PROTO).nested();
      boolean inet = ip.has(CTA_IP_V4_SRC);
      return new Tuple(
          Protocol.ofNumber(ports.require(CTA_PROTO_NUM).u8()),
          new Endpoint(
              ip.require(inet ? CTA_IP_V4_SRC : CTA_IP_V6_SRC).address(),
              port(ports, CTA_PROTO_SRC_PORT)),
          new Endpoint(
              ip.require(inet ? CTA_IP_V4_DST : CTA_IP_V6_DST).address(),
              port(ports, CTA_PROTO_DST_PORT)));
    }

    private static int port(NlAttrs ports, int type) throws NetlinkException {
      return ports.has(type) ? ports.require(type).be16() : 0;
    }
  }
}
