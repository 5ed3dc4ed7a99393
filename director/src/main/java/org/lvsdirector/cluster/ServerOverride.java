package org.lvsdirector.cluster;

import java.util.Optional;
import org.lvsdirector.model.AdminState;

/**
 * What an operator changed about a real server, over its configuration; of a service, only whether
 * it is there.
 *
 * @param state empty = as configured
 * @param weight 0–65535; empty = as configured
 * @param drain how it is drained where its state is that; empty = as configured
 * @param presence whether it is there at all; empty = as configured
 */
public record ServerOverride(
    Optional<AdminState> state,
    Optional<Integer> weight,
    Optional<OrderedDrain> drain,
    Optional<Presence> presence) {
  /** Everything as configured. */
  public static final ServerOverride NONE = new ServerOverride(Optional.empty(), Optional.empty());

  /** A change that leaves draining as configured. */
  public ServerOverride(Optional<AdminState> state, Optional<Integer> weight) {
    this(state, weight, Optional.empty());
  }

  /** A change of a server that is there as configured. */
  public ServerOverride(
      Optional<AdminState> state, Optional<Integer> weight, Optional<OrderedDrain> drain) {
    this(state, weight, drain, Optional.empty());
  }

  /** Whether something is there. */
  public static ServerOverride of(Presence presence) {
    return new ServerOverride(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(presence));
  }

  /** Checks the range of the weight. */
  public ServerOverride {
    weight.ifPresent(
        value -> {
          if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("weight " + value + " is not within 0–65535");
          }
        });
  }
}
