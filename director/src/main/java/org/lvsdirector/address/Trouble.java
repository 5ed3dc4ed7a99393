package org.lvsdirector.address;

import java.time.Duration;

/**
 * Why a group can not be held, and when it is tried again.
 *
 * @param reason the table's words
 * @param lastNanos time of the last failure
 * @param retryNanos not before this time
 * @param failures in a row
 */
record Trouble(String reason, long lastNanos, long retryNanos, int failures) {
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration PROBATION = Duration.ofSeconds(10);

  /** One more failure; the pause doubles up to the given limit. */
  static Trouble after(Trouble before, String reason, long now, Duration limit) {
    int failures = before == null ? 1 : before.failures + 1;
    long pause = FIRST_RETRY.toNanos() << Math.min(failures - 1, 10);
    return new Trouble(reason, now, now + Math.min(pause, limit.toNanos()), failures);
  }

  boolean retryDue(long now) {
    return now - retryNanos >= 0;
  }

  /**
   * Whether a group that is no longer ours may count as able again: nothing is tried that could
   * prove it, so time has to.
   */
  boolean forgiven(long now) {
    return now - lastNanos >= PROBATION.toNanos();
  }
}
