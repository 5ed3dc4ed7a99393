package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/**
 * How late probes started, against the time that was planned for each.
 *
 * @param counts how many were late by at most each of {@link #BOUNDS} and more than the one before;
 *     last, those that were later than all
 */
public record Lateness(List<Long> counts) {
  /** Upper bounds, in order. */
  public static final List<Duration> BOUNDS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
          .mapToObj(Duration::ofMillis)
          .toList();

  private static final long[] NANOS = BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

  /** Copies the list. */
  public Lateness {
    counts = List.copyOf(counts);
  }

  /** How many there are. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What a share of all probes was no later than, rounded up to a bound; ten times the last bound
   * for what is beyond.
   *
   * @param share e.g. 0.99
   */
  public Duration atMost(double share) {
    double wanted = share * total();
    long passed = 0;
    for (int i = 0; i < BOUNDS.size(); i++) {
      passed += counts.get(i);
      if (passed >= wanted) {
        return BOUNDS.get(i);
      }
    }
    return BOUNDS.get(BOUNDS.size() - 1).multipliedBy(10);
  }

  /** What came since an earlier reading. */
  public Lateness since(Lateness earlier) {
    return new Lateness(
        LongStream.range(0, counts.size())
            .mapToObj(i -> counts.get((int) i) - earlier.counts.get((int) i))
            .toList());
  }

  static Lateness of(AtomicLongArray counts) {
    return new Lateness(
        LongStream.range(0, counts.length()).mapToObj(i -> counts.get((int) i)).toList());
  }

  static int bucket(long nanos) {
    int bucket = 0;
    while (bucket < NANOS.length && nanos > NANOS[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
