package org.lvsdirector.dataplane.ipvs;

import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;
import org.lvsdirector.netlink.StructNlAttr;

/** IPVS_SVC_ATTR_*, uapi linux/ip_vs.h. */
final class ServiceAttributes {
  static final int AF = 1;
  static final int PROTOCOL = 2;
  static final int ADDR = 3;
  static final int PORT = 4;
  static final int FWMARK = 5;
  static final int SCHED_NAME = 6;
  static final int FLAGS = 7;
  static final int TIMEOUT = 8;
  static final int NETMASK = 9;
  static final int PE_NAME = 11;
  static final int STATS64 = 12;

  static final int IP_VS_SVC_F_PERSISTENT = 1;

  /** The kernel sets this one when it has put the service into its table. */
  static final int IP_VS_SVC_F_HASHED = 2;

  private ServiceAttributes() {}

  /** What identifies the service. */
  static Consumer<NlAttrWriter> pack(ServiceKey key) {
    return to -> {
      to.u16(AF, key.family().number());
      if (key instanceof ServiceKey.Address address) {
        to.u16(PROTOCOL, address.protocol().number());
        to.bytes(ADDR, WireAddress.pack(address.endpoint().address()));
        to.be16(PORT, address.endpoint().port());
      } else if (key instanceof ServiceKey.Fwmark fwmark) {
        to.u32(FWMARK, fwmark.mark());
      }
    };
  }

  /** The whole rule. */
  static Consumer<NlAttrWriter> pack(Service service) {
    return pack(service, netmask(service));
  }

  /** The whole rule, with a mask that need not be a prefix. */
  static Consumer<NlAttrWriter> pack(Service service, int netmask) {
    Consumer<NlAttrWriter> key = pack(service.key());
    return to -> {
      key.accept(to);
      to.string(SCHED_NAME, service.scheduler());
      // struct ip_vs_flags: the flags, then which of them are meant: all.
      to.pair(FLAGS, service.flags() & ~IP_VS_SVC_F_HASHED, ~0);
      to.u32(TIMEOUT, service.timeout());
      if (service.key().family() == Family.INET) {
        to.be32(NETMASK, netmask);
      } else {
        to.u32(NETMASK, netmask);
      }
      if (!service.engine().isEmpty()) {
        to.string(PE_NAME, service.engine());
      }
    };
  }

  /** Empty for a service of a protocol that this program can not name. */
  static Optional<Service> parse(NlAttrs attributes) throws NetlinkException {
    Optional<ServiceKey> key = parseKey(attributes);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    StructNlAttr flagsAndMask = attributes.require(FLAGS);
    if (flagsAndMask.value().limit() != 8) {
      throw NetlinkException.malformed("struct ip_vs_flags", flagsAndMask.value());
    }
    int flags = flagsAndMask.value().getInt(0) & ~IP_VS_SVC_F_HASHED;
    boolean persistent = (flags & IP_VS_SVC_F_PERSISTENT) != 0;
    Family family = key.get().family();
    int netmask = parseNetmask(attributes, family);
    int prefix = family == Family.INET ? Integer.bitCount(netmask) : netmask;
    return Optional.of(
        new Service(
            key.get(),
            attributes.require(SCHED_NAME).string(),
            flags,
            persistent ? attributes.require(TIMEOUT).u32() : 0,
            persistent ? prefix : family.bits(),
            engine(attributes)));
  }

  static Optional<ServiceKey> parseKey(NlAttrs attributes) throws NetlinkException {
    StructNlAttr af = attributes.require(AF);
    Family family = WireAddress.family(af.u16(), af);
    Optional<StructNlAttr> fwmark = attributes.find(FWMARK);
    if (fwmark.isPresent()) {
      return Optional.of(new ServiceKey.Fwmark(fwmark.get().u32(), family));
    }
    Endpoint endpoint =
        new Endpoint(
            WireAddress.parse(attributes.require(ADDR), family), attributes.require(PORT).be16());
    return Protocol.ofNumber(attributes.require(PROTOCOL).u16())
        .map(protocol -> new ServiceKey.Address(protocol, endpoint));
  }

  /** What groups the clients of a persistent service: an IPv4 mask, or an IPv6 prefix length. */
  static int parseNetmask(NlAttrs attributes, Family family) throws NetlinkException {
    StructNlAttr netmask = attributes.require(NETMASK);
    return family == Family.INET ? netmask.be32() : netmask.u32();
  }

  private static String engine(NlAttrs attributes) throws NetlinkException {
    Optional<StructNlAttr> name = attributes.find(PE_NAME);
    return name.isPresent() ? name.get().string() : "";
  }

  private static int netmask(Service service) {
    int prefix = service.persistencePrefix();
    if (service.key().family() == Family.INET6) {
      return prefix;
    }
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }
}
