package org.lvsdirector.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;

/**
 * Makes rates of counters, once a second for all who ask. Of each service it remembers the last two
 * minutes, of servers only while there are no more than {@value #FEW}. Thread-safe.
 */
public final class Meter {
  /** From one sample to the next. */
  public static final Duration STEP = Duration.ofSeconds(1);

  static final int FEW = 1000;
  private static final Traffic NO_TRAFFIC = new Traffic(0, 0, 0, 0, 0);
  // Some readings come late.
  private static final int SLACK = 5;
  private static final long SOONEST = STEP.toNanos() * 9 / 10;

  private final IntUnaryOperator turns;
  private final Map<ServiceKey, OfService> services = new HashMap<>();
  private final Ring whole = new Ring();
  private long sampled;
  private Instant at = Instant.EPOCH;

  /**
   * An empty meter.
   *
   * @param turns in how many readings the traffic of every server is read, by number of services
   */
  public Meter(IntUnaryOperator turns) {
    this.turns = turns;
  }

  private static class Of {
    final Flow flow = new Flow();
    Ring ring;
    long active;
    long inactive;

    Load load() {
      Traffic total = flow.total() == null ? NO_TRAFFIC : flow.total();
      return Load.of(active, inactive, total, flow.rates());
    }

    /** Whatever has always stood still needs no memory. */
    void remember() {
      if (ring == null && (active > 0 || !flow.rates().equals(Rates.NONE))) {
        ring = new Ring();
      }
      if (ring != null) {
        ring.add(active, flow.rates());
      }
    }
  }

  private static final class OfService extends Of {
    final Map<Endpoint, Of> servers = new HashMap<>();
    private Map<Endpoint, DestinationCounters> read = Map.of();
    private List<Reading> readings = List.of();

    /** The counters of all servers; those of servers that are gone are forgotten. */
    List<Reading> readings(Map<Endpoint, DestinationCounters> counters) {
      // Mostly they are the very same as the last time.
      if (counters != read) {
        servers.keySet().retainAll(counters.keySet());
        readings = new ArrayList<>(counters.size());
        counters.forEach(
            (server, counted) ->
                readings.add(
                    new Reading(servers.computeIfAbsent(server, fresh -> new Of()), counted)));
        read = counters;
      }
      return readings;
    }
  }

  private record Reading(Of server, DestinationCounters counters) {}

  /**
   * Takes in a reading, if the last one that it took is nearly a second old.
   *
   * @param nanos when the counters were read, monotonic
   * @param inCharge whose traffic comes through this node
   */
  public synchronized void take(
      Statistics statistics, long nanos, Instant now, Predicate<ServiceKey> inCharge) {
    if (sampled != 0 && nanos - sampled < SOONEST) {
      return;
    }
    sampled = nanos;
    at = now;
    services.keySet().retainAll(statistics.services().keySet());
    int count = statistics.services().size();
    int readings = turns.applyAsInt(count);
    long patience = readings > 1 ? STEP.toNanos() * (readings + SLACK) : 0;
    boolean few =
        statistics.services().values().stream().mapToInt(it -> it.destinations().size()).sum()
            <= FEW;
    statistics
        .services()
        .forEach(
            (key, counters) ->
                take(
                    services.computeIfAbsent(key, fresh -> new OfService()),
                    counters,
                    nanos,
                    patience,
                    few));
    Load sum = total(inCharge);
    whole.add(sum.active(), new Rates(sum.cps(), 0, 0, sum.inBps(), sum.outBps()));
  }

  private static void take(
      OfService service, ServiceCounters counters, long nanos, long patience, boolean few) {
    service.flow.take(counters.traffic(), nanos, 0);
    service.active = 0;
    service.inactive = 0;
    for (Reading reading : service.readings(counters.destinations())) {
      Of server = reading.server();
      server.flow.take(reading.counters().traffic(), nanos, patience);
      server.active = reading.counters().active();
      server.inactive = reading.counters().inactive();
      service.active += server.active;
      service.inactive += server.inactive;
      if (few) {
        server.remember();
      } else {
        server.ring = null;
      }
    }
    service.remember();
  }

  /** What goes through a service; nothing where there is no such rule. */
  public synchronized Load of(ServiceKey service) {
    OfService known = services.get(service);
    return known == null ? Load.NONE : known.load();
  }

  /** What goes through a server of a service. */
  public synchronized Load of(ServiceKey service, Endpoint server) {
    OfService known = services.get(service);
    Of one = known == null ? null : known.servers.get(server);
    return one == null ? Load.NONE : one.load();
  }

  /** What goes through these services together. */
  public synchronized Load total(Predicate<ServiceKey> some) {
    Load sum = Load.NONE;
    for (Map.Entry<ServiceKey, OfService> each : services.entrySet()) {
      if (some.test(each.getKey())) {
        sum = sum.plus(each.getValue().load());
      }
    }
    return sum;
  }

  /** The last minutes of the services that this node was in charge of, together. */
  public synchronized Series series() {
    return whole.series(at);
  }

  /** The last minutes of a service. */
  public synchronized Series series(ServiceKey service) {
    return series(services.get(service));
  }

  /** The last minutes of a server; empty in a large table. */
  public synchronized Series series(ServiceKey service, Endpoint server) {
    OfService known = services.get(service);
    return series(known == null ? null : known.servers.get(server));
  }

  private Series series(Of known) {
    return known == null || known.ring == null ? Series.none(at) : known.ring.series(at);
  }
}
