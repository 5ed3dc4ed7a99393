package org.lvsdirector.drain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast the connections of a server become fewer, by the counts of the last minute. */
final class Pace {
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 120;

  private record Sample(long at, long connections) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Takes in a count. */
  void count(long connections, long now) {
    samples.addLast(new Sample(now, connections));
    while (samples.size() > MOST || now - samples.getFirst().at() > WINDOW) {
      samples.removeFirst();
    }
  }

  /** By how many they become fewer in a second; 0 where nothing is known or they become more. */
  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    long nanos = samples.getLast().at() - samples.getFirst().at();
    long fewer = samples.getFirst().connections() - samples.getLast().connections();
    return nanos <= 0 || fewer <= 0 ? 0 : fewer * 1e9 / nanos;
  }

  /** How long the last count takes to come to nothing at this pace; empty where it never does. */
  Optional<Duration> untilNone() {
    double pace = perSecond();
    if (!samples.isEmpty() && samples.getLast().connections() == 0) {
      return Optional.of(Duration.ZERO);
    }
    return pace == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (1000 * samples.getLast().connections() / pace)));
  }
}
