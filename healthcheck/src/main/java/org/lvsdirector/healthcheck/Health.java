package org.lvsdirector.healthcheck;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a server, as an immutable value that each probe result moves on.
 *
 * @param streak how many results in a row were like the last one; 0 before the first
 * @param since when the state was entered
 * @param last the newest result; empty before the first
 */
public record Health(HealthState state, int streak, Instant since, Optional<ProbeResult> last) {
  /** A server of which nothing is known yet. */
  public static Health unknown(Instant since) {
    return new Health(HealthState.UNKNOWN, 0, since, Optional.empty());
  }

  /** Whether the server may get traffic. */
  public boolean up() {
    return state == HealthState.UP;
  }

  /**
   * The health after one more result.
   *
   * <p>An unknown server is up with its first success, so that a start is quick; one that was down
   * has to prove itself {@code rise} times.
   */
  public Health next(ProbeResult result, Check check, Instant now) {
    boolean same = last.isPresent() && last.get().ok() == result.ok();
    int run = same ? (streak == Integer.MAX_VALUE ? streak : streak + 1) : 1;
    HealthState after = result.ok() ? risen(run, check) : fallen(run, check);
    return new Health(after, run, after == state ? since : now, Optional.of(result));
  }

  private HealthState risen(int successes, Check check) {
    return state == HealthState.DOWN && successes < check.rise() ? state : HealthState.UP;
  }

  private HealthState fallen(int failures, Check check) {
    return failures < check.fall() ? state : HealthState.DOWN;
  }
}
