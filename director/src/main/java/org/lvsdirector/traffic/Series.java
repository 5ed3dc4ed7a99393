package org.lvsdirector.traffic;

import java.time.Instant;
import java.util.List;

/**
 * The last minutes of something, oldest first.
 *
 * @param stepMillis from one value to the next
 * @param end when the last value was taken
 * @param cps new connections in a second
 * @param inBps bytes in a second, likewise {@code outBps}
 * @param active connections in state ESTABLISHED
 */
public record Series(
    long stepMillis,
    Instant end,
    List<Float> cps,
    List<Float> inBps,
    List<Float> outBps,
    List<Float> active) {
  /** Copies the lists. */
  public Series {
    cps = List.copyOf(cps);
    inBps = List.copyOf(inBps);
    outBps = List.copyOf(outBps);
    active = List.copyOf(active);
  }

  /** Nothing yet. */
  public static Series none(Instant now) {
    return new Series(Meter.STEP.toMillis(), now, List.of(), List.of(), List.of(), List.of());
  }
}
