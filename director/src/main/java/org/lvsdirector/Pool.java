package org.lvsdirector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
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
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;
import org.lvsdirector.reconcile.Wanted;

/**
 * The services of the configuration with what operators changed on them, and the questions that the
 * node asks of their health. An immutable value.
 */
record Pool(List<VirtualService> services, Timeouts timeouts, DataplaneKind dataplane) {
  /** Copies the list. */
  Pool {
    services = List.copyOf(services);
  }

  /** The pool of a configuration, with what operators changed. */
  static Pool of(Config config, Overrides overrides) {
    return new Pool(
        overrides.entries().isEmpty()
            ? config.services()
            : config.services().stream().map(service -> changed(service, overrides)).toList(),
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

  /** What keeps a service from being carried out in full; empty when nothing does. */
  String fault(VirtualService service, NetfilterOutcome filter) {
    return dataplane == DataplaneKind.IPVS ? filter.fault(service) : "";
  }

  /** The watch of a server; empty where its service has no check. */
  static Optional<Watch> watch(VirtualService service, RealServer server) {
    return service.check().map(check -> new Watch(target(server), check));
  }

  private static InetSocketAddress target(RealServer server) {
    return new InetSocketAddress(server.endpoint().address(), server.endpoint().port());
  }

  /** All that has to be checked; servers that several services share are there once. */
  Set<Watch> watches() {
    Set<Watch> watches = new LinkedHashSet<>();
    for (VirtualService service : services) {
      service.servers().forEach(server -> watch(service, server).ifPresent(watches::add));
    }
    return watches;
  }

  /**
   * Which rules shall be in force, given the health of each server. A service that needs the packet
   * filter comes when that is ready for it: clients would be answered by strangers.
   */
  Wanted wanted(Function<Watch, Health> health, NetfilterOutcome filter) {
    Map<ServerId, Placement> placements = new HashMap<>();
    for (VirtualService service : services) {
      for (RealServer server : service.servers()) {
        placements.put(
            new ServerId(service.name(), server.endpoint()), placement(service, server, health));
      }
    }
    return new Wanted(
        services.stream()
            .filter(service -> dataplane == DataplaneKind.EMBEDDED || filter.carries(service))
            .toList(),
        placements,
        timeouts);
  }

  private static Placement placement(
      VirtualService service, RealServer server, Function<Watch, Health> known) {
    HealthState health = state(service, server, known);
    int weight =
        watch(service, server)
            .map(watch -> known.apply(watch).weight(server.weight()))
            .orElse(server.weight());
    boolean mayComeBack =
        server.state() == AdminState.DRAIN
            && server.drain().templates() == DrainOrder.Templates.RESPECT
            && service.persistence().isOn()
            && health == HealthState.UP;
    return mayComeBack
        ? new Placement.Sticky(Math.max(1, weight))
        : Placement.of(server.state(), health, service.onDown(), weight);
  }

  /** How many servers of the services on a group's addresses are up; unchecked ones count. */
  int healthyServers(VipGroup group, Function<Watch, Health> health) {
    int healthy = 0;
    for (VirtualService service : services) {
      if (isOn(group, service)) {
        for (RealServer server : service.servers()) {
          healthy += state(service, server, health) == HealthState.UP ? 1 : 0;
        }
      }
    }
    return healthy;
  }

  /** How many connections a group's services have in the table; empty before it was read. */
  OptionalLong connections(VipGroup group, Outcome outcome) {
    if (!outcome.answered()) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (VirtualService service : services) {
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
    return services.stream()
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

  /** Where each watched server serves, as {@code service/server}. */
  Map<Watch, List<ServerId>> places() {
    Map<Watch, List<ServerId>> places = new HashMap<>();
    for (VirtualService service : services) {
      for (RealServer server : service.servers()) {
        ServerId place = new ServerId(service.name(), server.endpoint());
        watch(service, server)
            .ifPresent(
                watch -> places.computeIfAbsent(watch, first -> new ArrayList<>(1)).add(place));
      }
    }
    return places;
  }

  /** The ports of the TCP services on an address. */
  Set<Integer> tcpPorts(InetAddress address) {
    Set<Integer> ports = new HashSet<>();
    for (VirtualService service : services) {
      if (service.key() instanceof ServiceKey.Address key
          && key.protocol() == Protocol.TCP
          && key.endpoint().address().equals(address)) {
        ports.add(key.endpoint().port());
      }
    }
    return ports;
  }

  private static HealthState state(
      VirtualService service, RealServer server, Function<Watch, Health> health) {
    return watch(service, server).map(watch -> health.apply(watch).state()).orElse(HealthState.UP);
  }

  private static boolean isOn(VipGroup group, VirtualService service) {
    return service.key() instanceof ServiceKey.Address key
        ? group.vips().stream().anyMatch(vip -> vip.address().equals(key.endpoint().address()))
        : true;
  }
}
