package org.lvsdirector.web.metrics;

import java.util.List;
import java.util.Map;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ServiceRow;

/**
 * A node at the moment of a scrape.
 *
 * @param services with the counters of this node
 * @param events how many there have been, by kind
 */
public record Reading(
    Brief brief, ClusterSight sight, List<ServiceRow> services, Map<String, Long> events) {
  /** Copies the list and the map. */
  public Reading {
    services = List.copyOf(services);
    events = Map.copyOf(events);
  }
}
