package org.lvsdirector;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.model.Epoch;

/**
 * The groups whose addresses this node shall have: those it is told to hold, and for a moment those
 * it has handed over, whose last packets it still forwards. Belongs to the node's context.
 */
final class Belongings {
  /** How long a group is kept after another node has taken it in order. */
  static final Duration LINGER = Duration.ofMillis(500);

  private final String node;
  private final Map<String, Long> leaving = new HashMap<>();
  private Set<String> held = Set.of();
  private Epoch epoch = Epoch.NONE;

  Belongings(String node) {
    this.node = node;
  }

  /** Takes in what the cluster says; {@code now} in nanoseconds. */
  void update(Set<String> holdings, Mandates mandates, long now) {
    for (String group : held) {
      boolean handedOver =
          mandates.of(group).flatMap(Mandate::from).filter(node::equals).isPresent();
      if (!holdings.contains(group) && handedOver) {
        leaving.put(group, now + LINGER.toNanos());
      }
    }
    leaving.keySet().removeAll(holdings);
    held = Set.copyOf(holdings);
    // Only an epoch that makes this node the holder counts: a new one is a reason to announce the
    // addresses, which a node that hands over must not do.
    holdings.stream()
        .flatMap(group -> mandates.of(group).stream())
        .filter(mandate -> mandate.names(node))
        .map(Mandate::epoch)
        .filter(mine -> mine.compareTo(epoch) > 0)
        .forEach(mine -> epoch = mine);
  }

  /** Gives everything up at once. */
  void clear() {
    held = Set.of();
    leaving.clear();
  }

  /** What to have at this moment. */
  Set<String> groups(long now) {
    leaving.values().removeIf(until -> now - until >= 0);
    Set<String> all = new HashSet<>(held);
    all.addAll(leaving.keySet());
    return all;
  }

  /** The newest mandate that names this node. */
  Epoch epoch() {
    return epoch;
  }
}
