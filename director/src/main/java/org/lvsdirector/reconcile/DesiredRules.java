package org.lvsdirector.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PersistenceEngine;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.SchedulerFlag;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

/** From what is wanted to the rules that the data plane shall have: a pure function. */
public final class DesiredRules {
  private static final int PERSISTENT = 0x1;
  private static final int ONE_PACKET = 0x4;

  /**
   * A server above its threshold is passed over by every scheduler, while the kernel sends clients
   * with a persistence template to it all the same. One connection sets it above.
   */
  private static final int OVERLOADED_BY = 1;

  private DesiredRules() {}

  /**
   * The rules to have. Destinations come in the order of their addresses, so that hashing
   * schedulers agree between directors (their tables depend on the order of insertion).
   *
   * @param actual what is in force now; only looked at for servers of unknown health
   */
  public static Rules of(Wanted wanted, Rules actual) {
    Map<ServiceKey, Rules.Entry> entries = new LinkedHashMap<>();
    for (VirtualService service : wanted.services()) {
      List<Destination> before =
          Optional.ofNullable(actual.services().get(service.key()))
              .map(Rules.Entry::destinations)
              .orElse(List.of());
      entries.put(
          service.key(),
          new Rules.Entry(rule(service), destinations(service, wanted.placements(), before)));
    }
    return new Rules(entries, wanted.timeouts());
  }

  private static Service rule(VirtualService service) {
    Persistence persistence = service.persistence();
    boolean persistent = persistence.isOn();
    int flags = (persistent ? PERSISTENT : 0) | (service.onePacket() ? ONE_PACKET : 0);
    for (SchedulerFlag flag : service.flags()) {
      flags |= flag.bit();
    }
    return new Service(
        service.key(),
        service.scheduler().label(),
        flags,
        Math.toIntExact(persistence.timeout().toSeconds()),
        persistent ? persistence.prefix() : service.key().family().bits(),
        persistence.engine().map(PersistenceEngine::label).orElse(""));
  }

  private static List<Destination> destinations(
      VirtualService service, Map<ServerId, Placement> placements, List<Destination> before) {
    Method method = method(service.forward());
    List<Destination> destinations = new ArrayList<>();
    boolean live = false;
    for (RealServer server : service.servers()) {
      Placement placement = placements.get(new ServerId(service.name(), server.endpoint()));
      Optional<Integer> weight = weight(placement, server, before);
      boolean sticky = placement instanceof Placement.Sticky;
      live |= (!sticky && weight.orElse(0) > 0) || placement instanceof Placement.Undecided;
      weight.ifPresent(
          value ->
              destinations.add(
                  new Destination(
                      server.endpoint(),
                      method,
                      value,
                      sticky ? OVERLOADED_BY : server.upperThreshold(),
                      sticky ? 0 : server.lowerThreshold(),
                      server.tunnel())));
    }
    if (!live) {
      service
          .sorryServer()
          .ifPresent(
              sorry -> destinations.add(new Destination(sorry, method, 1, 0, 0, service.tunnel())));
    }
    destinations.sort(Comparator.comparing(Destination::endpoint));
    return destinations;
  }

  private static Optional<Integer> weight(
      Placement placement, RealServer server, List<Destination> before) {
    if (placement instanceof Placement.Serve serve) {
      return Optional.of(serve.weight());
    }
    if (placement instanceof Placement.Sticky sticky) {
      return Optional.of(sticky.weight());
    }
    if (placement instanceof Placement.Absent) {
      return Optional.empty();
    }
    if (placement instanceof Placement.Quiesce) {
      return Optional.of(0);
    }
    return Optional.of(
        before.stream()
            .filter(destination -> destination.endpoint().equals(server.endpoint()))
            .map(Destination::weight)
            .findFirst()
            .orElse(0));
  }

  private static Method method(ForwardingMethod forward) {
    return switch (forward) {
      case NAT, FULLNAT -> Method.MASQ;
      case DR -> Method.ROUTE;
      case TUN -> Method.TUNNEL;
    };
  }
}
