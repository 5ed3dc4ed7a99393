package org.lvsdirector.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How a virtual service keeps clients on their servers.
 *
 * @param timeout how long a client stays on its server; zero = not persistent; whole seconds
 * @param prefix prefix length by which clients are grouped
 * @param engine what tells clients apart besides their address; empty = nothing
 */
public record Persistence(Duration timeout, int prefix, Optional<PersistenceEngine> engine) {
  /** No persistence, for a service of this family. */
  public static Persistence none(Family family) {
    return new Persistence(Duration.ZERO, family.bits(), Optional.empty());
  }

  /** Whether there is any. */
  public boolean isOn() {
    return !timeout.isZero();
  }
}
