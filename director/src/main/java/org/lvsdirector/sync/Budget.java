package org.lvsdirector.sync;

import java.io.IOException;
import java.time.Duration;

/**
 * The time that one pass over the kernel's table may take. The kernel needs the more of it for each
 * entry the more there are, and would keep a processor busy for minutes with some hundred thousand.
 * Not thread-safe.
 */
final class Budget {
  /** Of one pass. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private long end;

  /** Begins now. */
  Budget(long now) {
    end = now + LIMIT.toNanos();
  }

  /** What was spent otherwise does not count. */
  void extend(long nanos) {
    end += nanos;
  }

  /**
   * Looks whether there is time left.
   *
   * @throws SpentException when there is none
   */
  void check(long now) throws SpentException {
    if (now - end > 0) {
      throw new SpentException();
    }
  }

  /** The table is too large to be read. */
  static final class SpentException extends IOException {
    private static final long serialVersionUID = 1L;

    private SpentException() {
      super(
          "the kernel did not list its connections within %d s; there are too many to compare"
              .formatted(LIMIT.toSeconds()));
    }
  }
}
