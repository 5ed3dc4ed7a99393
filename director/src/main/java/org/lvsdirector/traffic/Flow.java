package org.lvsdirector.traffic;

import org.lvsdirector.dataplane.Statistics.Traffic;

/** The counters of one service or server from reading to reading. */
final class Flow {
  private Traffic last;
  private long changed;
  private Rates rates = Rates.NONE;

  /**
   * Takes in a reading.
   *
   * @param nanos when it was made
   * @param patience how long the kernel may not have been asked, although it is read: what has not
   *     changed for so long stands still
   */
  void take(Traffic now, long nanos, long patience) {
    if (last == null) {
      last = now;
      changed = nanos;
    } else if (now.equals(last)) {
      if (nanos - changed >= patience) {
        rates = Rates.NONE;
        changed = nanos;
      }
    } else {
      rates = Rates.between(last, now, Math.max(1, nanos - changed));
      last = now;
      changed = nanos;
    }
  }

  Rates rates() {
    return rates;
  }

  Traffic total() {
    return last;
  }
}
