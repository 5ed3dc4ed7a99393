package org.lvsdirector.dataplane;

import java.util.Map;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;

/** Counters since the rules were made. */
public record Statistics(Map<ServiceKey, ServiceCounters> services) {
  /** Copies the map. */
  public Statistics {
    services = Map.copyOf(services);
  }

  /** Totals of one service; packets and bytes seen by the director. */
  public record Traffic(
      long connections, long inPackets, long outPackets, long inBytes, long outBytes) {}

  /** A service with its destinations. */
  public record ServiceCounters(Traffic traffic, Map<Endpoint, DestinationCounters> destinations) {
    /** Copies the map. */
    public ServiceCounters {
      destinations = Map.copyOf(destinations);
    }
  }

  /**
   * One destination.
   *
   * @param active connections in state ESTABLISHED
   * @param inactive connections in any other state
   */
  public record DestinationCounters(long active, long inactive, Traffic traffic) {}
}
