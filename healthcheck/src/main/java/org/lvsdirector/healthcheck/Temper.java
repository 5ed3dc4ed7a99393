package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server that goes on working has shown of how it treats idle connections.
 *
 * @param endings of the last connections that it ended, oldest first
 * @param greets whether it speaks first, so that an idle connection is a session that goes wrong
 */
record Temper(List<Ending> endings, boolean greets) {
  static final Temper UNKNOWN = new Temper(List.of(), false);

  /**
   * Whoever closes idle connections sooner than this means them to be used: it is a limit for
   * logging in rather than for rest.
   */
  static final Duration WORTH_RENEWING = Duration.ofSeconds(15);

  private static final Duration OFTEN = Duration.ofMinutes(10);
  private static final int MANY = 20;
  private static final int PROOF = 3;
  private static final Duration ALIKE = Duration.ofMillis(500);
  private static final int ALIKE_PARTS = 10;

  /**
   * The end of a connection.
   *
   * @param at on the monitor's clock, in nanoseconds
   * @param age of the connection
   */
  record Ending(long at, Duration age) {}

  /** Copies the list. */
  Temper {
    endings = List.copyOf(endings);
  }

  /** The same with one more ending. */
  Temper with(Ending ending) {
    List<Ending> all = new ArrayList<>(endings);
    all.add(ending);
    return new Temper(all.subList(Math.max(0, all.size() - MANY), all.size()), greets);
  }

  /** The same of a server that speaks first. */
  Temper greeting() {
    return new Temper(endings, true);
  }

  /** Why the server is better left alone; empty while it is not. */
  Optional<String> dislike() {
    Optional<Duration> limit = limit(PROOF);
    if (limit.isPresent() && (greets || limit.get().compareTo(WORTH_RENEWING) < 0)) {
      return Optional.of("the server closes idle connections after " + words(limit.get()));
    }
    if (endings.size() == MANY) {
      Duration span = Duration.ofNanos(endings.get(MANY - 1).at() - endings.get(0).at());
      if (span.compareTo(OFTEN) < 0) {
        return Optional.of("the server closed " + MANY + " idle connections in " + words(span));
      }
    }
    return Optional.empty();
  }

  /** The age at which a connection is to be replaced, ahead of the server; empty = never. */
  Optional<Duration> renewal() {
    return limit(2)
        .filter(limit -> !greets && limit.compareTo(WORTH_RENEWING) >= 0)
        .map(limit -> limit.multipliedBy(3).dividedBy(4));
  }

  /** The age that the last so many connections reached; empty where they differ. */
  private Optional<Duration> limit(int count) {
    if (endings.size() < count) {
      return Optional.empty();
    }
    List<Duration> last =
        endings.subList(endings.size() - count, endings.size()).stream()
            .map(Ending::age)
            .sorted()
            .toList();
    Duration shortest = last.get(0);
    Duration spread = last.get(count - 1).minus(shortest);
    boolean alike =
        spread.compareTo(ALIKE) <= 0 || spread.compareTo(shortest.dividedBy(ALIKE_PARTS)) <= 0;
    return alike ? Optional.of(shortest) : Optional.empty();
  }

  private static String words(Duration time) {
    return time.toSeconds() >= 1 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
