package org.lvsdirector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.Status.ServiceStatus;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.reconcile.Outcome;

/** Turns what the rooms know about services into the values that are shown. */
record StatusView(
    Pool pool, Outcome outcome, NetfilterOutcome filter, Function<Watch, Health> health) {
  private static final Traffic NO_TRAFFIC = new Traffic(0, 0, 0, 0, 0);

  ServiceStatus service(VirtualService service) {
    Map<Endpoint, Integer> weights = new HashMap<>();
    Rules.Entry entry = outcome.rules().services().get(service.key());
    if (entry != null) {
      for (Destination destination : entry.destinations()) {
        weights.put(destination.endpoint(), destination.weight());
      }
    }
    ServiceCounters counters =
        outcome
            .statistics()
            .services()
            .getOrDefault(service.key(), new ServiceCounters(NO_TRAFFIC, Map.of()));
    List<ServerStatus> servers = new ArrayList<>();
    for (RealServer server : service.servers()) {
      servers.add(server(service, server, weights, counters));
    }
    return new ServiceStatus(
        service.name(),
        service.key().toString(),
        service.scheduler().label(),
        service.forward().label(),
        outcome.faults().getOrDefault(service.key(), pool.fault(service, filter)),
        service.sorryServer().filter(weights::containsKey).isPresent(),
        counters.traffic().connections(),
        counters.traffic().inBytes(),
        counters.traffic().outBytes(),
        servers);
  }

  private ServerStatus server(
      VirtualService service,
      RealServer server,
      Map<Endpoint, Integer> weights,
      ServiceCounters counters) {
    Optional<Health> known = Pool.watch(service, server).map(health);
    DestinationCounters own =
        counters
            .destinations()
            .getOrDefault(server.endpoint(), new DestinationCounters(0, 0, NO_TRAFFIC));
    return new ServerStatus(
        server.endpoint().toString(),
        weights.getOrDefault(server.endpoint(), 0),
        server.weight(),
        server.state().label(),
        known.map(seen -> seen.state().name().toLowerCase(Locale.ROOT)).orElse("unchecked"),
        known.map(Health::since).orElse(Instant.EPOCH),
        known.flatMap(Health::last).map(ProbeResult::text).orElse(""),
        own.active(),
        own.inactive(),
        own.traffic().connections());
  }
}
