package org.lvsdirector.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a member has come with a drain. It carries no instants, since members' clocks may differ
 * by any amount, but the time that remains.
 *
 * @param id of the drain that is meant
 * @param remaining until its deadline, zero when that has passed; empty where it has none
 * @param over whether the member in charge has seen the server without connections
 */
public record DrainMark(String id, Optional<Duration> remaining, boolean over) {
  /** Refuses a negative time. */
  public DrainMark {
    remaining.ifPresent(
        time -> {
          if (time.isNegative()) {
            throw new IllegalArgumentException("less than no time remains: " + time);
          }
        });
  }
}
