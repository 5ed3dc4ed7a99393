package org.lvsdirector.address;

import java.util.Set;
import org.lvsdirector.model.Epoch;

/**
 * What this node may hold, said by the event loop and said again all the time: a tenure that is not
 * confirmed grows old, and nothing is renewed on an old one.
 *
 * @param generation of the keeper ({@link AddressKeeper#generation()}) that it was made for; a node
 *     that slept has a new one, so that what was decided before the sleep binds nobody
 * @param epoch of the mandate behind it
 * @param groups names of the VIP groups whose addresses this node shall hold
 * @param confirmedNanos when the event loop last knew this to be true, on the keeper's monotonic
 *     clock (by default {@link System#nanoTime()})
 */
public record Tenure(int generation, Epoch epoch, Set<String> groups, long confirmedNanos) {
  /** Before the event loop has said anything: no generation is ever negative. */
  public static final Tenure NONE = new Tenure(-1, Epoch.NONE, Set.of(), 0);

  /** Copies the set. */
  public Tenure {
    groups = Set.copyOf(groups);
  }

  /** Whether it says the same as another one, the time of the confirmation aside. */
  boolean sameAs(Tenure other) {
    return generation == other.generation
        && epoch.equals(other.epoch)
        && groups.equals(other.groups);
  }
}
