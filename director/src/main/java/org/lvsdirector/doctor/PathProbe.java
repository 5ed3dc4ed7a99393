package org.lvsdirector.doctor;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.MacAddress;

/**
 * Asks real servers for connections as they would come from clients by way of IPVS: for dr and tun
 * to the VIP, by the server's Ethernet address; for nat to the server itself, from an address that
 * is nowhere (RFC 5737), whose answer must come back here.
 */
final class PathProbe {
  private static final Inet4Address NOWHERE =
      (Inet4Address) Addresses.parse("192.0.2.1").orElseThrow();
  private static final int FIRST_PORT = 32_768;
  private static final int PORTS = 28_000;

  private final Machine machine;
  private final Set<InetAddress> vips;
  private final Segment segment;
  private final Map<Inet4Address, MacAddress> neighbours;
  private final SecureRandom random = new SecureRandom();

  PathProbe(
      Machine machine,
      Set<InetAddress> vips,
      Segment segment,
      Map<Inet4Address, MacAddress> neighbours) {
    this.machine = machine;
    this.vips = vips;
    this.segment = segment;
    this.neighbours = neighbours;
  }

  /** Asks the servers that are neighbours on the segment. */
  List<Finding> of(List<Place> places) throws IOException {
    Map<Place, Knock> knocks = new LinkedHashMap<>();
    int first = random.nextInt(PORTS);
    for (Place place : places) {
      MacAddress mac = neighbours.get(place.server().address());
      if (mac != null && knocks.size() < PORTS) {
        int sourcePort = FIRST_PORT + (first + knocks.size()) % PORTS;
        source(place)
            .flatMap(own -> knock(place, mac, own, sourcePort))
            .ifPresent(knock -> knocks.put(place, knock));
      }
    }
    Map<Knock, Answer> answers = segment.ask(knocks.values());
    List<Finding> findings = new ArrayList<>();
    knocks.forEach((place, knock) -> findings.add(finding(place, answers.get(knock))));
    return findings;
  }

  private Optional<Inet4Address> source(Place place) {
    return machine
        .onLink(place.server().address(), vips)
        .map(InterfaceAddress::vip)
        .map(own -> (Inet4Address) own.address());
  }

  private Optional<Knock> knock(Place place, MacAddress mac, Inet4Address own, int sourcePort) {
    Inet4Address server = (Inet4Address) place.server().address();
    int port = place.server().port();
    Optional<Inet4Address> vip =
        place.vip().map(it -> it.address() instanceof Inet4Address inet4 ? inet4 : null);
    int sequence = random.nextInt();
    return switch (place.forward()) {
      case DR ->
          vip.map(it -> new Knock(mac, own, sourcePort, it, port, Optional.empty(), sequence));
      case TUN ->
          vip.filter(it -> place.tunnel().type() == Tunnel.Type.IPIP)
              .map(it -> new Knock(mac, own, sourcePort, it, port, Optional.of(server), sequence));
      case NAT ->
          Optional.of(new Knock(mac, NOWHERE, sourcePort, server, port, Optional.empty(), sequence))
              .filter(it -> vips.stream().anyMatch(machine::has));
      case FULLNAT -> Optional.empty();
    };
  }

  private static Finding finding(Place place, Answer answer) {
    return place.vip().isPresent() && place.forward() != ForwardingMethod.NAT
        ? ServersCheck.forVip(
            place.service(), place.forward(), place.server(), place.vip().get(), answer)
        : ServersCheck.wayBack(place.service(), place.server(), answer);
  }
}
