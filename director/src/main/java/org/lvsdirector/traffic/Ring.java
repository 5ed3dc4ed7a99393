package org.lvsdirector.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers the last {@value #KEPT} loads of something; of account is only what a chart shows. */
final class Ring {
  static final int KEPT = 120;

  private final float[] cps = new float[KEPT];
  private final float[] inBps = new float[KEPT];
  private final float[] outBps = new float[KEPT];
  private final float[] active = new float[KEPT];
  private int next;
  private int size;

  void add(long activeNow, Rates rates) {
    cps[next] = (float) rates.cps();
    inBps[next] = (float) rates.inBps();
    outBps[next] = (float) rates.outBps();
    active[next] = activeNow;
    next = (next + 1) % KEPT;
    size = Math.min(KEPT, size + 1);
  }

  Series series(Instant end) {
    return new Series(
        Meter.STEP.toMillis(), end, ordered(cps), ordered(inBps), ordered(outBps), ordered(active));
  }

  private List<Float> ordered(float[] values) {
    List<Float> ordered = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ordered.add(values[(next - size + i + KEPT) % KEPT]);
    }
    return ordered;
  }
}
