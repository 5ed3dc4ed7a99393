package org.lvsdirector.sync;

import java.time.Duration;

/**
 * When to compare with a holder: at once when something may be missing, else so seldom that going
 * through the entries costs about a hundredth of a processor. Times are nanoseconds of one clock.
 */
final class Schedule {
  static final Duration USUAL = Duration.ofSeconds(10);
  static final Duration RETRY = Duration.ofSeconds(2);

  private static final int SELDOM = 100;
  private static final int SOON = 5;

  private boolean urgent = true;
  private boolean ever;
  private long ended;
  private long cost;

  /** Something may be missing. */
  void hurry() {
    urgent = true;
  }

  /**
   * A comparison has ended.
   *
   * @param nanos what going through this node's entries took
   */
  void ended(long now, long nanos, boolean complete) {
    ever = true;
    ended = now;
    cost = nanos;
    urgent = urgent || !complete;
  }

  boolean isUrgent() {
    return urgent;
  }

  /** A comparison begins: what comes from now on is a reason for another. */
  void began() {
    urgent = false;
  }

  /** Whether the last attempt is long enough ago for another of any kind. */
  boolean mayRetry(long now) {
    return !ever || now - ended >= RETRY.toNanos();
  }

  boolean isDue(long now) {
    if (!ever) {
      return urgent;
    }
    long wait =
        urgent ? Math.max(RETRY.toNanos(), cost * SOON) : Math.max(USUAL.toNanos(), cost * SELDOM);
    return now - ended >= wait;
  }
}
