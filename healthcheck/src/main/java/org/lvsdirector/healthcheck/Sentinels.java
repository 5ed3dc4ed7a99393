package org.lvsdirector.healthcheck;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.healthcheck.reactor.Connector;
import org.lvsdirector.healthcheck.reactor.Ticker;

/** The idle connections of a monitor, one for each port of a server; confined to its thread. */
final class Sentinels {
  private final Ticker ticker;
  private final Connector connector;
  private final SentinelBudget budget;
  private final Map<Place, Sentinel> all = new HashMap<>();

  Sentinels(Ticker ticker, Connector connector, int most) {
    this.ticker = ticker;
    this.connector = connector;
    budget = new SentinelBudget(most);
  }

  /** Lets a pulse have a sentinel, or none, as those who follow it want; empty = none. */
  void serve(Pulse pulse) {
    Place place = Place.of(pulse.patient());
    if (pulse.wantsSentinel()) {
      pulse.guard(
          all.computeIfAbsent(
              place,
              missing ->
                  new Sentinel(ticker, connector, budget, TcpProber.route(pulse.patient()))));
    } else {
      leave(pulse);
    }
  }

  /** A pulse that ends, or wants none any more, leaves its sentinel. */
  void leave(Pulse pulse) {
    Place place = Place.of(pulse.patient());
    Sentinel sentinel = all.get(place);
    if (sentinel != null && !sentinel.leave(pulse)) {
      all.remove(place);
    }
    pulse.unguard();
  }

  void strained(boolean lacking) {
    budget.strained(lacking);
    for (Sentinel each : List.copyOf(all.values())) {
      if (budget.exceeded()) {
        each.relieve();
      }
    }
  }

  int held() {
    return budget.held();
  }

  private record Place(InetSocketAddress target, Origin origin) {
    static Place of(Watch watch) {
      return new Place(watch.target(), watch.check().origin());
    }
  }
}
