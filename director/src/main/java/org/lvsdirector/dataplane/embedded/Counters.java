package org.lvsdirector.dataplane.embedded;

import org.lvsdirector.dataplane.Statistics;

/** Totals of a service or a destination; confined to the forwarder's event loop. */
final class Counters {
  private long connections;
  private long inBytes;
  private long outBytes;

  void connected() {
    connections++;
  }

  void in(int bytes) {
    inBytes += bytes;
  }

  void out(int bytes) {
    outBytes += bytes;
  }

  /** Packets are 0: a relay of byte streams does not see them. */
  Statistics.Traffic traffic() {
    return new Statistics.Traffic(connections, 0, 0, inBytes, outBytes);
  }
}
