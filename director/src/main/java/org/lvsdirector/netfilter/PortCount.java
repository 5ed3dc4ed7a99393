package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.netlink.CtNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.TrackedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the ports in use, and reports when they run short. One thread. */
final class PortCount {
  private static final Logger log = LoggerFactory.getLogger(PortCount.class);

  private final EventSink events;
  private final Set<Route> warned = new HashSet<>();
  private String error = "";

  PortCount(EventSink events) {
    this.events = events;
  }

  /** From a source address to a server. */
  private record Route(InetAddress source, Protocol protocol, Endpoint server) {
    @Override
    public String toString() {
      return "%s to %s %s".formatted(Addresses.text(source), protocol.label(), server);
    }
  }

  /** Asks the kernel; nothing when it does not answer, which is logged once. */
  List<PortUse> count(List<InetAddress> sources) {
    Map<Route, Integer> counts = new HashMap<>();
    try {
      if (!sources.isEmpty()) {
        ask(sources, counts);
      }
      error = "";
    } catch (NetlinkException refused) {
      if (!error.equals(refused.getMessage())) {
        log.warn("the ports in use are not known: {}", refused.getMessage());
        error = refused.getMessage();
      }
      return List.of();
    }
    warn(counts);
    return uses(counts);
  }

  private static void ask(List<InetAddress> sources, Map<Route, Integer> counts)
      throws NetlinkException {
    try (CtNetlink conntrack = CtNetlink.open()) {
      for (InetAddress source : sources) {
        conntrack.repliesTo(source, one -> counts.merge(route(source, one), 1, Integer::sum));
      }
    }
  }

  private static Route route(InetAddress source, TrackedConnection connection) {
    return new Route(source, connection.protocol(), connection.replySource());
  }

  private void warn(Map<Route, Integer> counts) {
    counts.forEach(
        (route, used) -> {
          if (used >= PortUse.WARNING && warned.add(route)) {
            events.emit(
                "snat-ports-short",
                route.toString(),
                "%d of %d ports are in use; add an address to snat of the VIP group"
                    .formatted(used, PortUse.CAPACITY));
          }
        });
    warned.removeIf(
        route -> {
          int used = counts.getOrDefault(route, 0);
          boolean relieved = used < PortUse.RELIEVED;
          if (relieved) {
            events.emit("snat-ports-ok", route.toString(), used + " ports are in use");
          }
          return relieved;
        });
  }

  private static List<PortUse> uses(Map<Route, Integer> counts) {
    List<PortUse> uses = new ArrayList<>();
    counts.forEach(
        (route, used) -> uses.add(new PortUse(route.source, route.protocol, route.server, used)));
    uses.sort(
        Comparator.comparing(PortUse::source, Addresses::compare)
            .thenComparing(PortUse::server)
            .thenComparing(PortUse::protocol));
    return uses;
  }
}
