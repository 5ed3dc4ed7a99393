package org.lvsdirector.address;

import java.time.Duration;

/**
 * When a held group is announced: in a burst that thins out, as switches and neighbours miss single
 * frames while a network heals, and then for ever at a slow pace.
 *
 * @param sinceNanos start of the burst
 * @param sent announcements of this burst and after it
 * @param lastNanos time of the last one
 */
record Announcing(long sinceNanos, int sent, long lastNanos) {
  private static final long[] BURST_MILLIS = {0, 50, 150, 350, 750, 1500, 3000, 5000};
  private static final long PERIOD_NANOS = Duration.ofSeconds(30).toNanos();

  /** A burst that starts now and whose first announcement is on its way. */
  static Announcing start(long now) {
    return new Announcing(now, 1, now);
  }

  /** Whether no announcement before the last is known to have gone out. */
  boolean first() {
    return sent <= 1;
  }

  boolean due(long now) {
    return sent < BURST_MILLIS.length
        ? now - sinceNanos >= Duration.ofMillis(BURST_MILLIS[sent]).toNanos()
        : now - lastNanos >= PERIOD_NANOS;
  }

  Announcing next(long now) {
    return new Announcing(sinceNanos, sent + 1, now);
  }
}
