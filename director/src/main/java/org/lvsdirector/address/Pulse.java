package org.lvsdirector.address;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether the process runs at all: each thread that passes here gives a sign, and the longest time
 * without a sign is remembered until it is taken. A single thread that waits for the kernel is no
 * pause; a stopped process or machine is one, as no thread of it gives a sign.
 */
final class Pulse {
  private final LongSupplier clock;
  private final AtomicLong last;
  private final AtomicLong longest = new AtomicLong();

  Pulse(LongSupplier clock) {
    this.clock = clock;
    last = new AtomicLong(clock.getAsLong());
  }

  /** Gives a sign; the monotonic time, in nanoseconds. */
  long beat() {
    long now = clock.getAsLong();
    long before = last.getAndAccumulate(now, Math::max);
    longest.accumulateAndGet(now - before, Math::max);
    return now;
  }

  /** The monotonic time, in nanoseconds; no sign. */
  long now() {
    return clock.getAsLong();
  }

  /** The longest silence since it was last taken, in nanoseconds. */
  long longest() {
    return longest.get();
  }

  /** The longest silence, which is then forgotten. */
  long take() {
    return longest.getAndSet(0);
  }
}
