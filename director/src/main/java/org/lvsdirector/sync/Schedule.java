package org.lvsdirector.sync;

import java.time.Duration;

/**
 * When to compare with a holder: at once when something may be missing, else so seldom that reading
 * the table costs about a hundredth of a processor. Times are nanoseconds of one clock.
 */
final class Schedule {
  static final Duration USUAL = Duration.ofSeconds(10);
  static final Duration RETRY = Duration.ofSeconds(2);

  private static final int SELDOM = 100;
  private static final int LARGE = 20;
  private static final int SOON = 5;

  private boolean urgent = true;
  private boolean ever;
  private long ended;
  private boolean tooLarge;
  private long cost;

  /** Something may be missing. */
  void hurry() {
    urgent = true;
  }

  /**
   * A comparison has ended.
   *
   * @param nanos what reading this node's table took
   */
  void ended(long now, long nanos, boolean complete) {
    ever = true;
    ended = now;
    cost = nanos;
    tooLarge = false;
    urgent = urgent || !complete;
  }

  /**
   * A table was too large to be compared.
   *
   * @param nanos all that it took, at the holder too
   */
  void exhausted(long now, long nanos) {
    ended(now, nanos, false);
    tooLarge = true;
  }

  boolean isUrgent() {
    return urgent;
  }

  /** A comparison begins: what comes from now on is a reason for another. */
  void began() {
    urgent = false;
  }

  boolean isDue(long now) {
    if (!ever) {
      return urgent;
    }
    if (tooLarge) {
      return now - ended >= Math.max(RETRY.toNanos(), cost * LARGE);
    }
    long wait =
        urgent ? Math.max(RETRY.toNanos(), cost * SOON) : Math.max(USUAL.toNanos(), cost * SELDOM);
    return now - ended >= wait;
  }
}
