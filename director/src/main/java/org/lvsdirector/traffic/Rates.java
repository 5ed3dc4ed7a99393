package org.lvsdirector.traffic;

import org.lvsdirector.dataplane.Statistics.Traffic;

/** How fast counters grow, each in a second, to a tenth. */
record Rates(double cps, double inPps, double outPps, double inBps, double outBps) {
  static final Rates NONE = new Rates(0, 0, 0, 0, 0);

  /** From one reading to a later one; a counter that became less has begun anew in between. */
  static Rates between(Traffic before, Traffic now, long nanos) {
    double seconds = nanos / 1e9;
    return new Rates(
        rate(before.connections(), now.connections(), seconds),
        rate(before.inPackets(), now.inPackets(), seconds),
        rate(before.outPackets(), now.outPackets(), seconds),
        rate(before.inBytes(), now.inBytes(), seconds),
        rate(before.outBytes(), now.outBytes(), seconds));
  }

  private static double rate(long before, long now, double seconds) {
    return round((now < before ? now : now - before) / seconds);
  }

  static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
