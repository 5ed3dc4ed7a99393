package org.lvsdirector.pool;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The rise of a server's weight after it came back, in whole weights and few steps: each of them is
 * a message to the kernel. Times are those of {@link System#nanoTime}.
 *
 * @param began when it came back
 */
record Ramp(long began) {
  private static final int MOST_STEPS = 20;

  /** The weight at this moment: 1 at first, {@code full} at the end. */
  int weight(int full, Duration takes, long now) {
    int steps = steps(full);
    long step = step(steps, takes, now);
    return step >= steps ? full : (int) Math.max(1, full * step / steps);
  }

  /** When the weight rises next; empty at the end. */
  OptionalLong next(int full, Duration takes, long now) {
    int steps = steps(full);
    long step = step(steps, takes, now);
    return step >= steps
        ? OptionalLong.empty()
        : OptionalLong.of(began + (takes.toNanos() * (step + 1) + steps - 1) / steps);
  }

  boolean isOver(Duration takes, long now) {
    return now - began >= takes.toNanos();
  }

  private long step(int steps, Duration takes, long now) {
    return takes.isZero() ? steps : (now - began) * steps / takes.toNanos();
  }

  private static int steps(int full) {
    return Math.max(1, Math.min(full, MOST_STEPS));
  }
}
