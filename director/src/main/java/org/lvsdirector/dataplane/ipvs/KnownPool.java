package org.lvsdirector.dataplane.ipvs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;

/**
 * What is known of one service's destinations: how they were listed last, and what only a dump
 * tells. While neither changes, {@link #destinations} and {@link #counters} are the same objects,
 * so that comparing thousands of services that stand still costs next to nothing.
 */
final class KnownPool {
  private final Map<Endpoint, DestinationRow> dumped = new HashMap<>();
  private List<DestinationRow> listed = List.of();
  private List<Destination> destinations = List.of();
  private Map<Endpoint, DestinationCounters> counters = Map.of();
  private Traffic dumpedAt = DestinationRow.NO_TRAFFIC;
  private boolean stale;

  /**
   * Takes in a dump, which tells everything.
   *
   * @param traffic what the service had counted before
   */
  void dump(List<DestinationRow> rows, Traffic traffic) {
    dumpedAt = traffic;
    dumped.clear();
    rows.forEach(row -> dumped.put(row.destination().endpoint(), row));
    stale = true;
    list(rows);
  }

  /** Takes in a listing, of rules without thresholds and tunnels, and of connections. */
  void list(List<DestinationRow> rows) {
    if (!stale && rows == listed) {
      return;
    }
    listed = rows;
    stale = false;
    List<Destination> rules = new ArrayList<>(rows.size());
    Map<Endpoint, DestinationCounters> counts = new HashMap<>();
    for (DestinationRow row : rows) {
      Endpoint endpoint = row.destination().endpoint();
      DestinationRow details = dumped.get(endpoint);
      DestinationRow whole = details == null ? row : row.with(details);
      rules.add(whole.destination());
      counts.put(endpoint, whole.counters());
    }
    counters = Map.copyOf(counts);
    if (!rules.equals(destinations)) {
      destinations = List.copyOf(rules);
    }
  }

  /** Takes in what this program has changed. */
  void changed(Change change) {
    stale = true;
    if (change instanceof Change.AddDestination add) {
      dumped.put(add.destination().endpoint(), DestinationRow.fresh(add.destination()));
    } else if (change instanceof Change.SetDestination set) {
      dumped.merge(
          set.destination().endpoint(),
          DestinationRow.fresh(set.destination()),
          (before, after) -> before.with(set.destination()));
    } else if (change instanceof Change.DeleteDestination delete) {
      dumped.remove(delete.endpoint());
    }
  }

  /** Whether the service has counted more since the last dump, and so have destinations. */
  boolean hasMoved(Traffic traffic) {
    return !traffic.equals(dumpedAt);
  }

  /** The rules, in the kernel's order. */
  List<Destination> destinations() {
    return destinations;
  }

  Map<Endpoint, DestinationCounters> counters() {
    return counters;
  }
}
