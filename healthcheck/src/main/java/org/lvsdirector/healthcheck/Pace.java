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
 */
public record Pace(Duration interval, Duration uncertain, Duration down) {
  /** The same pace at all times. */
  public static Pace steady(Duration interval) {
    return new Pace(interval, interval, interval);
  }
}
