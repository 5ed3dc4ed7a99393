package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.time.Instant;

/** Time and order as the monitor sees them: one thread with a clock and timers. */
interface Ticker {
  /** Monotonic time in nanoseconds; stepping the wall clock does not move it. */
  long nanos();

  /** The wall clock, for people. */
  Instant now();

  /** Runs a task on the thread, soon. */
  void run(Runnable task);

  /** Runs a task on the thread after a delay; returns the timer's number. */
  long after(Duration delay, Runnable task);

  /** Stops a timer; no error when it has run. */
  void cancel(long timer);
}
