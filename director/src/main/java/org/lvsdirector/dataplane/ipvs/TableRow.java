package org.lvsdirector.dataplane.ipvs;

import java.util.List;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics.Traffic;

/**
 * All that the kernel tells of a service.
 *
 * @param netmask by which clients of a persistent service are grouped: an IPv4 mask of any bits, or
 *     an IPv6 prefix length
 * @param destinations in the kernel's order
 */
public record TableRow(
    Service service, int netmask, Counters counters, List<DestinationRow> destinations) {
  /** Copies the list. */
  public TableRow {
    destinations = List.copyOf(destinations);
  }

  /**
   * What went through.
   *
   * @param totals since the rule was made or zeroed
   * @param rates the same by the second, as the kernel estimates it
   */
  public record Counters(Traffic totals, Traffic rates) {}

  /**
   * All that the kernel tells of a destination.
   *
   * @param active connections in state ESTABLISHED
   * @param inactive connections in any other state
   * @param persistent connections that are templates of persistence
   */
  public record DestinationRow(
      Destination destination, long active, long inactive, long persistent, Counters counters) {}
}
