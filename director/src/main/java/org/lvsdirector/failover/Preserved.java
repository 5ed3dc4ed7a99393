package org.lvsdirector.failover;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Which share of the previous master's connections the new one had.
 *
 * @param share 0–1; −1 where it is not known
 * @param by how it is known
 */
record Preserved(double share, By by) {
  /** How a share is known. */
  enum By {
    /** Both tables were compared, entry by entry, by the connection sync. */
    COVERAGE,
    /** Both tables were counted: as many are not necessarily the same. */
    COUNT,
    UNKNOWN;

    /** As the API writes it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The best that can be said.
   *
   * @param coverage by comparison, 0–1
   * @param here how many entries the new master had
   * @param there how many the previous one had
   */
  static Preserved of(OptionalDouble coverage, OptionalLong here, OptionalLong there) {
    if (coverage.isPresent()) {
      return new Preserved(coverage.getAsDouble(), By.COVERAGE);
    }
    if (here.isEmpty() || there.isEmpty()) {
      return new Preserved(-1, By.UNKNOWN);
    }
    double share =
        there.getAsLong() <= here.getAsLong() ? 1 : (double) here.getAsLong() / there.getAsLong();
    return new Preserved(share, By.COUNT);
  }

  @Override
  public String toString() {
    return by == By.UNKNOWN ? "unknown" : percent(share) + " by " + by.label();
  }

  /** Rounded down, so that only all is 100 %. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1000) / 10);
  }
}
