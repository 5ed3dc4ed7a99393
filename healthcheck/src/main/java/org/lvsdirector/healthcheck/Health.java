package org.lvsdirector.healthcheck;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a server, as an immutable value that each probe result moves on.
 *
 * @param successes in a row; 0 after a failure
 * @param failures in a row; 0 after a success
 * @param since when the state was entered
 * @param at when the newest result came; {@code since} before the first
 * @param last the newest result; empty before the first
 * @param findings what the newest success brought to light; a failure says nothing about it
 * @param sentinel how the idle connection to it fares
 */
public record Health(
    HealthState state,
    int successes,
    int failures,
    Instant since,
    Instant at,
    Optional<ProbeResult> last,
    Findings findings,
    SentinelStatus sentinel) {
  /** A server of which nothing is known yet. */
  public static Health unknown(Instant since) {
    return new Health(
        HealthState.UNKNOWN,
        0,
        0,
        since,
        since,
        Optional.empty(),
        Findings.NONE,
        SentinelStatus.OFF);
  }

  /** Whether the server may get traffic. */
  public boolean up() {
    return state == HealthState.UP;
  }

  /** Whether the next results decide about the state: some, but too few, speak against it. */
  public boolean uncertain() {
    return state == HealthState.DOWN ? successes > 0 : failures > 0;
  }

  /** How many results in a row were like the last one; 0 before the first. */
  public int streak() {
    return Math.max(successes, failures);
  }

  /**
   * The health after one more result.
   *
   * <p>An unknown server is up with its first success, so that a start is quick; one that was down
   * has to prove itself {@code rise} times. A result that says nothing about the server changes
   * nothing but what is shown.
   */
  public Health next(ProbeResult result, Check check, Instant now) {
    return switch (result.outcome()) {
      case OK -> moved(one(successes), 0, risen(one(successes), check), result, now);
      case FAILED -> moved(0, one(failures), fallen(one(failures), check), result, now);
      case UNABLE -> moved(successes, failures, state, result, now);
    };
  }

  /** The weight that the server asks for, or else this one. */
  public int weight(int configured) {
    return findings.weight().map(wish -> wish.of(configured)).orElse(configured);
  }

  /** The same while the idle connection fares otherwise. */
  Health with(SentinelStatus news) {
    return new Health(state, successes, failures, since, at, last, findings, news);
  }

  private Health moved(int good, int bad, HealthState after, ProbeResult result, Instant now) {
    Instant entered = after == state ? since : now;
    Findings found = result.ok() ? result.findings() : findings;
    return new Health(after, good, bad, entered, now, Optional.of(result), found, sentinel);
  }

  private static int one(int more) {
    return more == Integer.MAX_VALUE ? more : more + 1;
  }

  private HealthState risen(int run, Check check) {
    return state == HealthState.DOWN && run < check.rise() ? state : HealthState.UP;
  }

  private HealthState fallen(int run, Check check) {
    return run < check.fall() ? state : HealthState.DOWN;
  }
}
