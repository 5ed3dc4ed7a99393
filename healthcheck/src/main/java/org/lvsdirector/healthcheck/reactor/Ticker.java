package org.lvsdirector.healthcheck.reactor;

import java.time.Instant;

/** Time and order: one thread with a clock and alarms. */
public interface Ticker {
  /** Monotonic time in nanoseconds; stepping the wall clock does not move it. */
  long nanos();

  /** The wall clock, for people. */
  Instant now();

  /** Runs a task on the thread: at once where this is called on it, soon where not. */
  void run(Runnable task);

  /** Runs a task on the thread, after whatever waits there already. */
  void later(Runnable task);

  /** An alarm that is not set. */
  Alarm alarm(Runnable task);
}
