package org.lvsdirector.dataplane.ipvs;

import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;
import org.lvsdirector.netlink.StructNlAttr;

/** IPVS_DEST_ATTR_*, uapi linux/ip_vs.h. */
final class DestinationAttributes {
  static final int ADDR = 1;
  static final int PORT = 2;
  static final int FWD_METHOD = 3;
  static final int WEIGHT = 4;
  static final int U_THRESH = 5;
  static final int L_THRESH = 6;
  static final int ACTIVE_CONNS = 7;
  static final int INACT_CONNS = 8;
  static final int PERSIST_CONNS = 9;
  static final int ADDR_FAMILY = 11;
  static final int STATS64 = 12;
  static final int TUN_TYPE = 13;
  static final int TUN_PORT = 14;
  static final int TUN_FLAGS = 15;

  private static final int IP_VS_CONN_F_FWD_MASK = 7;

  private DestinationAttributes() {}

  /** What identifies the destination within its service. */
  static Consumer<NlAttrWriter> pack(Endpoint endpoint) {
    return to -> {
      to.bytes(ADDR, WireAddress.pack(endpoint.address()));
      to.be16(PORT, endpoint.port());
      // Its own family: a tunnel may lead from an IPv6 service to an IPv4 server (Linux 3.18).
      to.u16(ADDR_FAMILY, Family.of(endpoint.address()).number());
    };
  }

  /** The whole rule. */
  static Consumer<NlAttrWriter> pack(Destination destination) {
    Consumer<NlAttrWriter> identity = pack(destination.endpoint());
    return to -> {
      identity.accept(to);
      to.u32(FWD_METHOD, destination.method().number());
      to.u32(WEIGHT, destination.weight());
      to.u32(U_THRESH, destination.upperThreshold());
      to.u32(L_THRESH, destination.lowerThreshold());
      // What the message leaves out is IP in IP to the kernel, also where it was something else.
      if (!destination.tunnel().isPlain()) {
        to.u8(TUN_TYPE, destination.tunnel().type().number());
        to.be16(TUN_PORT, destination.tunnel().port());
        to.u16(TUN_FLAGS, destination.tunnel().checksum().number());
      }
    };
  }

  static Destination parse(NlAttrs attributes, Family serviceFamily) throws NetlinkException {
    StructNlAttr method = attributes.require(FWD_METHOD);
    return new Destination(
        parseEndpoint(attributes, serviceFamily),
        method(method.u32() & IP_VS_CONN_F_FWD_MASK, method),
        attributes.require(WEIGHT).u32(),
        attributes.require(U_THRESH).u32(),
        attributes.require(L_THRESH).u32(),
        parseTunnel(attributes));
  }

  static Endpoint parseEndpoint(NlAttrs attributes, Family serviceFamily) throws NetlinkException {
    Family family = serviceFamily;
    if (attributes.has(ADDR_FAMILY)) {
      StructNlAttr number = attributes.require(ADDR_FAMILY);
      family = WireAddress.family(number.u16(), number);
    }
    return new Endpoint(
        WireAddress.parse(attributes.require(ADDR), family), attributes.require(PORT).be16());
  }

  static DestinationCounters parseCounters(NlAttrs attributes) throws NetlinkException {
    return new DestinationCounters(
        Integer.toUnsignedLong(attributes.require(ACTIVE_CONNS).u32()),
        Integer.toUnsignedLong(attributes.require(INACT_CONNS).u32()),
        StatsAttributes.parse(attributes.require(STATS64).nested()));
  }

  /** Kernels before Linux 5.2 know IP in IP only and say nothing. */
  private static Tunnel parseTunnel(NlAttrs attributes) throws NetlinkException {
    Optional<StructNlAttr> type = attributes.find(TUN_TYPE);
    if (type.isEmpty()) {
      return Tunnel.IPIP;
    }
    Optional<StructNlAttr> port = attributes.find(TUN_PORT);
    Optional<StructNlAttr> flags = attributes.find(TUN_FLAGS);
    return new Tunnel(
        tunnelType(type.get()),
        port.isPresent() ? port.get().be16() : 0,
        checksum(flags.isPresent() ? flags.get().u16() : 0));
  }

  private static Tunnel.Type tunnelType(StructNlAttr attribute) throws NetlinkException {
    for (Tunnel.Type type : Tunnel.Type.values()) {
      if (type.number() == attribute.u8()) {
        return type;
      }
    }
    throw NetlinkException.malformed("tunnel type " + attribute.u8(), attribute.value());
  }

  /** The kernel allows both bits at once and then lets the remote checksum win. */
  private static Tunnel.Checksum checksum(int flags) {
    if ((flags & Tunnel.Checksum.REMCSUM.number()) != 0) {
      return Tunnel.Checksum.REMCSUM;
    }
    return (flags & Tunnel.Checksum.CSUM.number()) != 0
        ? Tunnel.Checksum.CSUM
        : Tunnel.Checksum.NOCSUM;
  }

  private static Method method(int number, StructNlAttr attribute) throws NetlinkException {
    for (Method method : Method.values()) {
      if (method.number() == number) {
        return method;
      }
    }
    throw NetlinkException.malformed("forwarding method " + number, attribute.value());
  }
}
