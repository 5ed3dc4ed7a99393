package org.lvsdirector.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How a real server is drained.
 *
 * @param deadline how long its connections may go on undisturbed, up to {@link #LONGEST}; empty =
 *     as long as they want
 * @param then what becomes of the server afterwards
 * @param leftovers what becomes of the connections that are there at the deadline
 * @param templates whether clients that belong to the server by persistence may come back until the
 *     deadline
 * @param rate how many leftovers are closed or moved in a second, 1–{@link #FASTEST}
 */
public record DrainOrder(
    Optional<Duration> deadline, Then then, Leftovers leftovers, Templates templates, int rate) {
  /** The longest deadline. */
  public static final Duration LONGEST = Duration.ofDays(31);

  /** The highest rate. */
  public static final int FASTEST = 100_000;

  /** The rate where nobody chose another. */
  public static final int USUAL_RATE = 5000;

  /** No new connections, and nothing else ever. */
  public static final DrainOrder PLAIN =
      new DrainOrder(
          Optional.empty(), Then.HOLD, Leftovers.KEEP, Templates.IGNORE, DrainOrder.USUAL_RATE);

  /** What becomes of a server that is drained. */
  public enum Then {
    /** It stays in the pool without new connections. */
    HOLD,
    /** It is taken out of the pool, once it has no connection left. */
    REMOVE
  }

  /** What becomes of connections that have not ended by the deadline. */
  public enum Leftovers {
    /** They go on. */
    KEEP,
    /** They are closed, and TCP clients are reset. */
    KILL,
    /** Further packets of each go to another server; a thing for UDP. */
    MOVE
  }

  /** What becomes of clients that persistence keeps on the server. */
  public enum Templates {
    /** Their next connection goes to another server. */
    IGNORE,
    /** They may come back until the deadline. */
    RESPECT
  }

  /** Checks the ranges. */
  public DrainOrder {
    deadline.ifPresent(
        time -> {
          if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a deadline of " + time + " is not within 0–31 d");
          }
        });
    if (rate < 1 || rate > FASTEST) {
      throw new IllegalArgumentException("a rate of " + rate + " is not within 1–" + FASTEST);
    }
  }

  /** What makes no sense in it, as a sentence; empty where all does. */
  public Optional<String> contradiction() {
    return leftovers != Leftovers.KEEP && deadline.isEmpty()
        ? Optional.of(
            "leftovers: %s needs a deadline; without one no connection is ever left over"
                .formatted(label(leftovers)))
        : Optional.empty();
  }

  /** A constant as configuration and API write it, e.g. {@code kill}. */
  public static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
