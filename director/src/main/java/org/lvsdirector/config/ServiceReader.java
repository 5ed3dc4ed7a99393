package org.lvsdirector.config;

import static org.lvsdirector.config.ServiceSection.ADDRESS;
import static org.lvsdirector.config.ServiceSection.CHECK;
import static org.lvsdirector.config.ServiceSection.FAMILY;
import static org.lvsdirector.config.ServiceSection.FLAGS;
import static org.lvsdirector.config.ServiceSection.FORWARD;
import static org.lvsdirector.config.ServiceSection.FWMARK;
import static org.lvsdirector.config.ServiceSection.NAME;
import static org.lvsdirector.config.ServiceSection.ONE_PACKET;
import static org.lvsdirector.config.ServiceSection.ON_DOWN;
import static org.lvsdirector.config.ServiceSection.PERSISTENCE;
import static org.lvsdirector.config.ServiceSection.PROTOCOL;
import static org.lvsdirector.config.ServiceSection.QUORUM;
import static org.lvsdirector.config.ServiceSection.SCHEDULER;
import static org.lvsdirector.config.ServiceSection.SERVERS;
import static org.lvsdirector.config.ServiceSection.SORRY_SERVER;
import static org.lvsdirector.config.ServiceSection.TUNNEL;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.config.yaml.Item;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Unique;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.SchedulerFlag;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/** Reads the services of one file. */
final class ServiceReader {
  private final DefaultsSection defaults;
  private final DataplaneKind dataplane;
  private final FullnatCheck fullnat;
  private final boolean synced;
  private final Unique<String> names = new Unique<>();
  private final Unique<ServiceKey> keys = new Unique<>();

  /** {@code synced} says whether the kernel's connection sync runs. */
  ServiceReader(
      DefaultsSection defaults, DataplaneKind dataplane, FullnatCheck fullnat, boolean synced) {
    this.defaults = defaults;
    this.dataplane = dataplane;
    this.fullnat = fullnat;
    this.synced = synced;
  }

  Optional<VirtualService> read(Mapping m) {
    Optional<String> name = m.require(NAME);
    name.ifPresent(it -> names.add(it, m.spot(NAME), "a service named"));
    List<Mapping> servers = m.sections(SERVERS, ServerSection.SECTION);
    Optional<ServiceKey> key = key(m, servers);
    key.ifPresent(it -> keys.add(it, m.spot(m.has(FWMARK) ? FWMARK : ADDRESS), "the service"));
    Scheduler scheduler = m.get(SCHEDULER);
    Set<SchedulerFlag> flags = flags(m, scheduler);
    ChecksReader.Result checks = defaults.checksOf(m, CHECK);
    Persistence persistence = PersistenceReader.read(m, key);
    key.ifPresent(it -> checkKey(m, it, persistence));
    ForwardingMethod forward = m.get(FORWARD);
    Tunnel tunnel = TunnelSection.read(m, TUNNEL, forward).orElse(Tunnel.IPIP);
    if (dataplane == DataplaneKind.EMBEDDED && forward == ForwardingMethod.TUN) {
      m.spot(FORWARD).fault("the embedded data plane has no tunnels; this needs dataplane: ipvs");
    }
    Target target = target(key, forward, tunnel);
    List<RealServer> pool = new ArrayList<>(servers.size());
    for (Mapping server : servers) {
      ServerSection.read(server, target, checks).ifPresent(pool::add);
    }
    Optional<Endpoint> sorry =
        m.find(SORRY_SERVER).map(it -> target.unchecked().at(it, m.spot(SORRY_SERVER)));
    PoolPolicy policy =
        PoolSection.read(
            m, defaults.under(m), scheduler, QuorumSection.read(m, QUORUM, pool), pool);
    boolean onePacket = m.get(ONE_PACKET);
    if (dataplane == DataplaneKind.IPVS && m.get(FORWARD) == ForwardingMethod.FULLNAT) {
      key.ifPresent(it -> fullnat.check(it, m));
    }
    return name.flatMap(
        n ->
            key.map(
                k ->
                    new VirtualService(
                        n,
                        k,
                        scheduler,
                        flags,
                        forward,
                        tunnel,
                        persistence,
                        onePacket,
                        m.get(ON_DOWN),
                        checks.checks(),
                        policy,
                        sorry,
                        pool)));
  }

  private static Optional<ServiceKey> key(Mapping m, List<Mapping> servers) {
    Optional<Endpoint> address = m.find(ADDRESS);
    Optional<Integer> mark = m.find(FWMARK);
    Protocol protocol = m.get(PROTOCOL);
    Optional<Family> family = m.find(FAMILY);
    if (m.has(ADDRESS) && m.has(FWMARK)) {
      m.spot(FWMARK).fault("address and fwmark exclude each other; keep one");
      return Optional.empty();
    }
    if (m.has(FWMARK)) {
      if (m.has(PROTOCOL)) {
        m.spot(PROTOCOL).fault("a fwmark service takes what the firewall marks; remove the key");
      }
      Family chosen =
          family.orElseGet(
              () ->
                  servers.stream()
                      .flatMap(it -> it.find(ServerSection.ADDRESS).stream())
                      .map(place -> Family.of(place.address()))
                      .findFirst()
                      .orElse(Family.INET));
      return mark.map(it -> new ServiceKey.Fwmark(it, chosen));
    }
    if (m.has(FAMILY)) {
      m.spot(FAMILY).fault("is for fwmark services; an address tells its family itself");
    }
    if (!m.has(ADDRESS)) {
      m.spot().fault("a service needs an address, such as 192.0.2.1:80, or a fwmark");
    }
    return address.map(it -> new ServiceKey.Address(protocol, it));
  }

  private void checkKey(Mapping m, ServiceKey key, Persistence persistence) {
    Optional<Protocol> protocol =
        key instanceof ServiceKey.Address it ? Optional.of(it.protocol()) : Optional.empty();
    if (dataplane == DataplaneKind.EMBEDDED && !protocol.equals(Optional.of(Protocol.TCP))) {
      m.spot(protocol.isPresent() ? PROTOCOL : FWMARK)
          .fault("the embedded data plane forwards TCP only; this needs dataplane: ipvs");
    }
    if (key instanceof ServiceKey.Address it && it.endpoint().port() == 0) {
      if (dataplane == DataplaneKind.EMBEDDED) {
        m.spot(ADDRESS).fault("the embedded data plane needs a port; all ports need ipvs");
      } else if (!persistence.isOn() && m.sound(PERSISTENCE)) {
        m.spot(ADDRESS).fault("port 0, all ports, needs persistence; add it or name a port");
      }
    }
    boolean datagrams = protocol.isEmpty() || protocol.get() == Protocol.UDP;
    if (m.get(ONE_PACKET) && !datagrams && m.sound(PROTOCOL)) {
      m.spot(ONE_PACKET).fault("is for protocol: udp; this service is " + protocol.get().label());
    }
  }

  private static Set<SchedulerFlag> flags(Mapping m, Scheduler scheduler) {
    Set<SchedulerFlag> flags = EnumSet.noneOf(SchedulerFlag.class);
    for (Item<SchedulerFlag> item : m.items(FLAGS)) {
      SchedulerFlag flag = item.value();
      if (flag.scheduler() != scheduler && m.sound(SCHEDULER)) {
        item.spot()
            .fault(
                flag.label()
                    + " is an option of the scheduler "
                    + flag.scheduler().label()
                    + "; this service has "
                    + scheduler.label());
      }
      flags.add(flag);
    }
    return flags;
  }

  /** Where the service itself is in doubt, its servers are judged by what suits them best. */
  private Target target(Optional<ServiceKey> key, ForwardingMethod forward, Tunnel tunnel) {
    int port =
        key.isPresent() && key.get() instanceof ServiceKey.Address it ? it.endpoint().port() : 0;
    return new Target(
        key.map(ServiceKey::family),
        port,
        forward,
        synced,
        tunnel,
        key.filter(ServiceKey.Address.class::isInstance)
            .map(it -> ((ServiceKey.Address) it).protocol() == Protocol.UDP)
            .orElse(true),
        key.isPresent(),
        new Unique<>());
  }
}
