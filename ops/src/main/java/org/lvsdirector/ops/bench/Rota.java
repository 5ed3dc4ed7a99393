package org.lvsdirector.ops.bench;

import java.util.List;

/** Has connections speak one after the other, each once in an interval. */
final class Rota {
  private final List<LongLived> speakers;
  private final double step;
  private final long begin = System.nanoTime();
  private long turns;

  /** Begins now; {@code interval} in nanoseconds. */
  Rota(List<LongLived> speakers, long interval) {
    this.speakers = speakers;
    this.step = (double) interval / Math.max(1, speakers.size());
  }

  /** Gives all their turns that were due by now. */
  void speak() {
    long due = (long) ((System.nanoTime() - begin) / step);
    for (; turns <= due && !speakers.isEmpty(); turns++) {
      speakers.get((int) (turns % speakers.size())).send();
    }
  }
}
