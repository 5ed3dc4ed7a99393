package org.lvsdirector.cluster;

import java.util.Optional;
import org.lvsdirector.model.AdminState;

/**
 * What an operator changed about a real server, over its configuration.
 *
 * @param state empty = as configured
 * @param weight 0–65535; empty = as configured
 */
public record ServerOverride(Optional<AdminState> state, Optional<Integer> weight) {
  /** Everything as configured. */
  public static final ServerOverride NONE = new ServerOverride(Optional.empty(), Optional.empty());

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
