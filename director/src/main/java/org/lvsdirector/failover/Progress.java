package org.lvsdirector.failover;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.lvsdirector.kernel.ProtocolCounters;

/**
 * A take-over under way, with what this node counts at its beginning.
 *
 * @param connections the group's connections in this node's table when the mandate came
 * @param coverage share of the previous master's entries that this node had, 0–1, where the
 *     connection sync knows it
 * @param counters of the kernel when the mandate came; empty where they say nothing
 * @param heldNanos when the addresses were in place and announced; empty = not yet
 */
record Progress(
    Takeover takeover,
    OptionalLong connections,
    OptionalDouble coverage,
    Optional<ProtocolCounters> counters,
    OptionalLong heldNanos) {

  Progress heldAt(long nanos) {
    return heldNanos.isPresent()
        ? this
        : new Progress(takeover, connections, coverage, counters, OptionalLong.of(nanos));
  }

  Progress withCounters(Optional<ProtocolCounters> read) {
    return new Progress(takeover, connections, coverage, read, heldNanos);
  }

  /** From the mandate to the addresses; −1 when they are not there. */
  long vipMillis() {
    return heldNanos.isPresent()
        ? Duration.ofNanos(heldNanos.getAsLong() - takeover.nanos()).toMillis()
        : -1;
  }
}
