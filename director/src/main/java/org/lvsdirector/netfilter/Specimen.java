package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.List;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/** Rules of every kind, to try a packet filter with; the addresses are of RFC 5737 and RFC 3849. */
final class Specimen {
  private static final List<InetAddress> INET = addresses("192.0.2.11", "192.0.2.12");
  private static final List<InetAddress> INET6 = addresses("2001:db8::11", "2001:db8::12");

  static final FullnatRules RULES =
      new FullnatRules(
          List.of(
              new SnatRule(service(Protocol.TCP, "192.0.2.1:80"), List.of(), INET),
              new SnatRule(service(Protocol.UDP, "[2001:db8::1]:53"), List.of(), INET6),
              new SnatRule(service(Protocol.TCP, "192.0.2.2:80"), List.of(), List.of()),
              new SnatRule(service(Protocol.TCP, "192.0.2.2:0"), List.of(), INET.subList(0, 1)),
              new SnatRule(new ServiceKey.Fwmark(7, Family.INET), addresses("192.0.2.3"), INET)),
          List.of(INET.get(0), INET6.get(0)));

  private Specimen() {}

  private static ServiceKey service(Protocol protocol, String endpoint) {
    return new ServiceKey.Address(protocol, Endpoint.parse(endpoint).orElseThrow());
  }

  private static List<InetAddress> addresses(String... texts) {
    return List.of(texts).stream().map(text -> Addresses.parse(text).orElseThrow()).toList();
  }
}
