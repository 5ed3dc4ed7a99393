package org.lvsdirector.healthcheck;

/**
 * When a subject is probed: at the points of a grid that lie one period apart and that nothing
 * shifts, neither late starts nor a change of the set of subjects. All times in nanoseconds.
 */
final class Cadence {
  /** Grids lie on beats of 5 ms, so that one waking of the thread serves several subjects. */
  static final long BEAT = 5_000_000;

  /** First probes follow each other as quickly as this, unless all have to fit in an interval. */
  private static final long FIRST_GAP = 100_000;

  /** Multiples of it, less the whole part, lie evenly between 0 and 1 however many there are. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Cadence() {}

  /** A point of the grid of the subject with a number, for one grid that starts at {@code now}. */
  static long phase(long now, int number, long interval) {
    double share = number * GOLDEN;
    long offset = (long) ((share - Math.floor(share)) * interval);
    return now + offset / BEAT * BEAT;
  }

  /** Delay of the first probe of the subject at {@code index} among {@code count} new ones. */
  static long first(int index, int count, long interval) {
    return Math.min(interval, FIRST_GAP * count) / count * index;
  }

  /**
   * The point of a grid that follows a probe; it may have passed. It is half a period to one and a
   * half later than the start of that probe, so that no change of periods starves anybody.
   *
   * @param last when the probe started
   */
  static long next(long phase, long period, long last) {
    return phase + (Math.floorDiv(last + period / 2 - phase, period) + 1) * period;
  }

  /**
   * A point of the grid moved by chance, without any effect on the points that follow.
   *
   * @param jitter largest move, as a share of the period, 0–0.25
   * @param chance 0 to 1
   */
  static long jittered(long due, long period, double jitter, double chance) {
    return due + (long) (period * jitter * (2 * chance - 1));
  }
}
