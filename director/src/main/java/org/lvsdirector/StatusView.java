package org.lvsdirector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.Status.ServiceStatus;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.pool.Decided;
import org.lvsdirector.reconcile.Outcome;

/** Turns what the rooms know about services into the values that are shown. */
record StatusView(Pool pool, Outcome outcome, NetfilterOutcome filter, Checking checking) {
  private static final Traffic NO_TRAFFIC = new Traffic(0, 0, 0, 0, 0);

  ServiceStatus service(Decided decided) {
    VirtualService service = decided.watched().service();
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
    for (int i = 0; i < service.servers().size(); i++) {
      servers.add(
          server(
              service.servers().get(i), new ServerView(checking, decided, i), weights, counters));
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

  private static ServerStatus server(
      RealServer server,
      ServerView view,
      Map<Endpoint, Integer> weights,
      ServiceCounters counters) {
    DestinationCounters own =
        counters
            .destinations()
            .getOrDefault(server.endpoint(), new DestinationCounters(0, 0, NO_TRAFFIC));
    return new ServerStatus(
        server.endpoint().toString(),
        weights.getOrDefault(server.endpoint(), 0),
        server.weight(),
        server.state().label(),
        view.health(),
        view.since(),
        view.text(),
        own.active(),
        own.inactive(),
        own.traffic().connections());
  }
}
