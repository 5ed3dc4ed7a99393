package org.lvsdirector;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.lvsdirector.cluster.OrderedDrain;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.pool.Decided;
import org.lvsdirector.pool.Verdict;
import org.lvsdirector.pool.Watched;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;
import org.lvsdirector.reconcile.Wanted;

/**
 * The services of the configuration with what operators changed on them, and the questions that the
 * node asks of their health. An immutable value.
 */
record Pool(List<Watched> watched, Timeouts timeouts, DataplaneKind dataplane) {
  /** Copies the list. */
  Pool {
    watched = List.copyOf(watched);
  }

  /** The pool of a configuration, with what operators changed. */
  static Pool of(Config config, Overrides overrides) {
    return new Pool(
        config.services().stream()
            .map(service -> overrides.entries().isEmpty() ? service : changed(service, overrides))
            .map(Watched::of)
            .toList(),
        config.timeouts(),
        config.dataplane());
  }

  private static VirtualService changed(VirtualService service, Overrides overrides) {
    return service.withServers(
        service.servers().stream()
            .map(
                server -> {
                  ServerOverride change =
                      overrides.of(service.name(), server.endpoint().toString());
                  return server.with(
                      change.weight().orElse(server.weight()),
                      change.state().orElse(server.state()),
                      change.drain().map(OrderedDrain::order).orElse(server.drain()));
                })
            .toList());
  }

  /** The services. */
  List<VirtualService> services() {
    return watched.stream().map(Watched::service).toList();
  }

  /** What keeps a service from being carried out in full; empty when nothing does. */
  String fault(VirtualService service, NetfilterOutcome filter) {
    return dataplane == DataplaneKind.IPVS ? filter.fault(service) : "";
  }

  /** All that has to be checked; servers that several services share are there once. */
  Set<Watch> watches() {
    Set<Watch> watches = new LinkedHashSet<>();
    watched.forEach(service -> service.watches().forEach(watches::addAll));
    return watches;
  }

  /**
   * Which rules shall be in force, given what was decided. A service that needs the packet filter
   * comes when that is ready for it: clients would be answered by strangers.
   */
  Wanted wanted(List<Decided> pools, NetfilterOutcome filter) {
    Map<ServerId, Placement> placements = new HashMap<>();
    for (Decided pool : pools) {
      VirtualService service = pool.watched().service();
      Iterator<Placement> places = pool.turn().placements().iterator();
      for (RealServer server : service.servers()) {
        placements.put(new ServerId(service.name(), server.endpoint()), places.next());
      }
    }
    return new Wanted(
        pools.stream()
            .filter(pool -> !pool.turn().withdrawn())
            .map(pool -> pool.watched().service())
            .filter(service -> dataplane == DataplaneKind.EMBEDDED || filter.carries(service))
            .toList(),
        placements,
        timeouts);
  }

  /** How many servers of the services on a group's addresses are up; unchecked ones count. */
  int healthyServers(VipGroup group, Function<Watch, Verdict> sight) {
    long healthy = 0;
    for (Watched each : watched) {
      if (isOn(group, each.service())) {
        healthy += each.verdicts(sight).stream().filter(it -> it.state() == HealthState.UP).count();
      }
    }
    return Math.toIntExact(healthy);
  }

  /** By group: which service lost its quorum, so that this node is not to be the group's master. */
  static Map<String, String> standDowns(List<VipGroup> groups, List<Decided> pools) {
    Map<String, String> reasons = new HashMap<>();
    for (Decided pool : pools) {
      VirtualService service = pool.watched().service();
      if (pool.turn().standDown()) {
        String reason =
            "service %s has lost its quorum: %d of %d"
                .formatted(service.name(), pool.turn().alive(), service.policy().quorum().weight());
        groups.stream()
            .filter(group -> isOn(group, service))
            .forEach(group -> reasons.putIfAbsent(group.name(), reason));
      }
    }
    return reasons;
  }

  /** How many connections a group's services have in the table; empty before it was read. */
  OptionalLong connections(VipGroup group, Outcome outcome) {
    if (!outcome.answered()) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (VirtualService service : services()) {
      ServiceCounters counters = outcome.statistics().services().get(service.key());
      if (counters != null && isOn(group, service)) {
        for (DestinationCounters server : counters.destinations().values()) {
          sum += server.active() + server.inactive();
        }
      }
    }
    return OptionalLong.of(sum);
  }

  /** A service by its name; fails with a sentence where there is none. */
  VirtualService service(String name) {
    return services().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no service is named " + name));
  }

  /** A server; fails with a sentence where the service, or the server in it, does not exist. */
  RealServer require(String service, String server) {
    return service(service).servers().stream()
        .filter(one -> one.endpoint().toString().equals(server))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("service " + service + " has no server " + server));
  }

  /**
   * Whether a service's traffic comes to whoever holds these groups; also where no group has it.
   */
  boolean isInCharge(String name, List<VipGroup> groups, Set<String> held) {
    List<VipGroup> on = groups.stream().filter(group -> isOn(group, service(name))).toList();
    return on.isEmpty() || on.stream().anyMatch(group -> held.contains(group.name()));
  }

  /** The ports of the TCP services on an address. */
  Set<Integer> tcpPorts(InetAddress address) {
    Set<Integer> ports = new HashSet<>();
    for (VirtualService service : services()) {
      if (service.key() instanceof ServiceKey.Address key
          && key.protocol() == Protocol.TCP
          && key.endpoint().address().equals(address)) {
        ports.add(key.endpoint().port());
      }
    }
    return ports;
  }

  private static boolean isOn(VipGroup group, VirtualService service) {
    return service.key() instanceof ServiceKey.Address key
        ? group.vips().stream().anyMatch(vip -> vip.address().equals(key.endpoint().address()))
        : true;
  }
}
