package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.util.Random;

/**
 * When probes run: the first ones spread out, the later ones with a jitter, so that many checks
 * with one interval do not fall into step.
 */
final class Rhythm {
  private static final Duration SPREAD_PER_CHECK = Duration.ofMillis(2);
  private static final double JITTER = 0.1;

  private final Random random;

  Rhythm(Random random) {
    this.random = random;
  }

  /** Delay of the first probe of the check at {@code index} among {@code count} new ones. */
  static Duration first(int index, int count, Duration interval) {
    long spread = Math.min(interval.toNanos(), SPREAD_PER_CHECK.toNanos() * count);
    return Duration.ofNanos(spread / count * index);
  }

  /** Time from the start of one probe to the start of the next: the interval ±10 %. */
  Duration next(Duration interval) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }
}
