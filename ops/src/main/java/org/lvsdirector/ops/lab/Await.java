package org.lvsdirector.ops.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline. */
public final class Await {
  /** Guests may share their processors with others, who at times take most of them. */
  private static final int PATIENCE = 4;

  private static final long MILLI = 1_000_000;

  private Await() {}

  /**
   * Asks again and again, with {@code pause} between, until the condition holds.
   *
   * @param limit how long it may take on a machine with nothing else to do; waits four times that
   * @throws LabException after that, naming {@code what} was awaited and {@code state}
   */
  public static void until(
      String what, Duration limit, Duration pause, BooleanSupplier condition, Supplier<?> state) {
    long deadline = System.nanoTime() + PATIENCE * limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new LabException(
            "waited "
                + PATIENCE * limit.toMillis()
                + " ms in vain until "
                + what
                + "; now:\n"
                + state.get());
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** As above, asking every 50 ms. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(what, limit, Duration.ofMillis(50), condition, () -> "not so");
  }

  /**
   * Waits for what is promised within a time. Only time in which all that runs in the lab could run
   * counts against the promise: what its processes waited for a processor is added, up to the usual
   * patience. On a machine with nothing else to do that is next to nothing.
   *
   * @throws LabException once the promise is broken
   */
  public static void promised(
      String what, Duration limit, Duration pause, BooleanSupplier condition, Supplier<?> state) {
    long begin = System.nanoTime();
    Starvation starvation = Starvation.sinceNow();
    while (!condition.getAsBoolean()) {
      long elapsed = System.nanoTime() - begin;
      long waited = starvation.nanos();
      if (elapsed > Math.min(limit.toNanos() + waited, PATIENCE * limit.toNanos())) {
        throw new LabException(
            "promised within %d ms, not so after %d ms, of which processes waited %d: %s; now:%n%s"
                .formatted(limit.toMillis(), elapsed / MILLI, waited / MILLI, what, state.get()));
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** As above, asking every 50 ms. */
  public static void promised(String what, Duration limit, BooleanSupplier condition) {
    promised(what, limit, Duration.ofMillis(50), condition, () -> "not so");
  }

  /** Lets a time pass that is itself what is wanted, such as the length of an observation. */
  public static void elapsed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
