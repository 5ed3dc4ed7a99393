package org.lvsdirector.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/** The services of the seed document as values. */
final class Fixtures {
  static final Endpoint RS1 = endpoint("172.16.1.135:80");
  static final Endpoint RS2 = endpoint("172.16.1.136:80");
  static final Endpoint SORRY = endpoint("172.16.1.150:80");
  static final ServiceKey WEB = new ServiceKey.Address(Protocol.TCP, endpoint("172.16.1.111:80"));

  private Fixtures() {}

  static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  static VirtualService web(Endpoint... servers) {
    return service("web", WEB, servers);
  }

  static VirtualService service(String name, ServiceKey key, Endpoint... servers) {
    return new VirtualService(
        name,
        key,
        Scheduler.RR,
        Set.of(),
        ForwardingMethod.DR,
        Tunnel.IPIP,
        Persistence.none(Family.INET),
        false,
        OnDown.ZERO,
        Optional.empty(),
        Optional.of(SORRY),
        Stream.of(servers)
            .map(server -> new RealServer(server, 1, 0, 0, AdminState.UP, Tunnel.IPIP))
            .toList());
  }

  static Wanted wanted(VirtualService service, Placement... placements) {
    Map<ServerId, Placement> map = new HashMap<>();
    for (int i = 0; i < placements.length; i++) {
      map.put(new ServerId(service.name(), service.servers().get(i).endpoint()), placements[i]);
    }
    return new Wanted(List.of(service), map, Timeouts.UNSET);
  }

  static Destination route(Endpoint endpoint, int weight) {
    return new Destination(endpoint, Method.ROUTE, weight, 0, 0);
  }
}
