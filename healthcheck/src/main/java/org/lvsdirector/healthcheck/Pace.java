package org.lvsdirector.healthcheck;

import java.time.Duration;

/**
 * How often a server is probed: from the start of one probe to the start of the next, each 10 ms to
 * 1 h.
 *
 * @param interval while all is as it was
 * @param uncertain between a first failure and the fall, and between a first success and the rise;
 *     at most the interval
 * @param down while the server is down; usually longer than the interval
 * @param jitter how far chance moves a probe to either side, as a share of the period, 0–0.25;
 *     moves do not add up
 */
public record Pace(Duration interval, Duration uncertain, Duration down, double jitter) {
  private static final int QUICKER = 5;
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /** The same pace at all times. */
  public static Pace steady(Duration interval) {
    return new Pace(interval, interval, interval, 0);
  }

  /** An interval, and a fifth of it while the server's state is uncertain. */
  public static Pace of(Duration interval) {
    return new Pace(interval, quicker(interval), interval, 0);
  }

  /** What {@link #of} does while the server's state is uncertain. */
  public static Duration quicker(Duration interval) {
    return longer(SHORTEST, interval.dividedBy(QUICKER));
  }

  /** The strictest of both in every respect. */
  Pace and(Pace other) {
    return new Pace(
        shorter(interval, other.interval),
        shorter(uncertain, other.uncertain),
        shorter(down, other.down),
        Math.min(jitter, other.jitter));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
