package org.lvsdirector.failover;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.cluster.NodeReport;

/**
 * How the members went that are not in the cluster now: the coordinator may name their successors
 * later than the others notice that they are gone.
 *
 * @param gone by the member's name
 */
record Departures(Map<String, Departure> gone) {
  static final Departures NONE = new Departures(Map.of());

  Departures {
    gone = Map.copyOf(gone);
  }

  /**
   * One that went.
   *
   * @param silenceMillis since it was last heard, when it was given up
   * @param leaving whether it had said that it would go
   * @param last what it said last of itself, if anything
   * @param nanos when it was given up, on the clock of {@code now}
   */
  record Departure(long silenceMillis, boolean leaving, Optional<NodeReport> last, long nanos) {}

  Optional<Departure> of(String node) {
    return Optional.ofNullable(gone.get(node));
  }

  /** These after another look; {@code now} in nanoseconds. */
  Departures next(Sight before, Sight after, long now) {
    Set<String> went = new HashSet<>(before.view().nodes());
    after.view().nodes().forEach(went::remove);
    Map<String, Departure> next = new HashMap<>(gone);
    next.keySet().removeAll(after.view().nodes());
    for (String node : went) {
      Optional<NodeReport> last = before.report(node);
      boolean leaving = last.map(NodeReport::leaving).orElse(false);
      long silence = after.view().silences().getOrDefault(node, 0L);
      next.put(node, new Departure(silence, leaving, last, now));
    }
    return new Departures(next);
  }
}
