package org.lvsdirector.doctor;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;

/**
 * Examines real servers and VIPs from a director: by connections, by ARP, and along the path that
 * IPVS sends packets, all without a rule in the kernel. The last two know IPv4 alone.
 */
final class Surroundings {
  private final Config config;
  private final Machine machine;
  private final Set<InetAddress> vips;
  private final List<Finding> findings = new ArrayList<>();

  Surroundings(Config config, Machine machine) {
    this.config = config;
    this.machine = machine;
    this.vips =
        config.vipGroups().stream()
            .flatMap(group -> group.held().vips().stream())
            .map(Vip::address)
            .collect(Collectors.toSet());
  }

  List<Finding> examine() throws IOException {
    List<Place> places = Place.of(config);
    Map<Endpoint, Answer> answers =
        Connections.to(places.stream().map(Place::server).collect(Collectors.toSet()));
    places.stream()
        .map(
            place ->
                ServersCheck.direct(place.service(), place.server(), answers.get(place.server())))
        .distinct()
        .forEach(findings::add);
    List<Place> alive =
        places.stream()
            .filter(place -> answers.get(place.server()) == Answer.ACCEPTED)
            .filter(place -> place.server().address() instanceof Inet4Address)
            .toList();
    places.stream()
        .filter(place -> place.forward() == ForwardingMethod.DR)
        .filter(place -> !machine.has(place.server().address()))
        .filter(place -> machine.onLink(place.server().address(), vips).isEmpty())
        .forEach(place -> findings.add(ServersCheck.apart(place.service(), place.server())));
    for (Link link : machine.segments()) {
      try (Segment segment = Segment.open(link)) {
        look(link, segment, alive);
      } catch (IOException refused) {
        findings.add(
            Finding.unknown("segment of " + link.name(), refused.getMessage(), "run as root"));
      }
    }
    return findings;
  }

  private void look(Link link, Segment segment, List<Place> alive) throws IOException {
    Set<Inet4Address> floating =
        config.vipGroups().stream()
            .flatMap(group -> group.held().places().stream())
            .filter(place -> place.interfaceName().equals(link.name()))
            .map(place -> place.vip().address())
            .flatMap(Surroundings::inet4)
            .collect(Collectors.toSet());
    Set<Inet4Address> servers =
        onSegment(
            link,
            config.services().stream()
                .flatMap(service -> service.servers().stream())
                .map(server -> server.endpoint().address()));
    Set<Inet4Address> members =
        onSegment(link, config.cluster().members().stream().map(Endpoint::address));
    Set<Inet4Address> all = new TreeSet<>(Addresses::compare);
    Stream.of(floating, servers, members).forEach(all::addAll);
    Map<InetAddress, Set<MacAddress>> macs = segment.whoHas(all);
    ArpCheck arp = new ArpCheck(owners(members, macs), owners(servers, macs));
    for (Inet4Address vip : floating) {
      findings.addAll(arp.of(vip, macs.get(vip), machine.has(vip)));
    }
    Map<Inet4Address, MacAddress> neighbours = new HashMap<>();
    servers.forEach(
        server ->
            macs.get(server).stream().findFirst().ifPresent(it -> neighbours.put(server, it)));
    findings.addAll(new PathProbe(machine, vips, segment, neighbours).of(alive));
  }

  private Set<Inet4Address> onSegment(Link link, Stream<InetAddress> addresses) {
    return addresses
        .flatMap(Surroundings::inet4)
        .filter(address -> !machine.has(address))
        .filter(
            address ->
                machine
                    .onLink(address, vips)
                    .map(InterfaceAddress::interfaceIndex)
                    .filter(index -> index == link.index())
                    .isPresent())
        .collect(Collectors.toSet());
  }

  private static Map<MacAddress, InetAddress> owners(
      Set<Inet4Address> addresses, Map<InetAddress, Set<MacAddress>> macs) {
    Map<MacAddress, InetAddress> owners = new HashMap<>();
    addresses.forEach(address -> macs.get(address).forEach(mac -> owners.put(mac, address)));
    return owners;
  }

  private static Stream<Inet4Address> inet4(InetAddress address) {
    return address instanceof Inet4Address inet4 ? Stream.of(inet4) : Stream.empty();
  }
}
