package org.lvsdirector.sync;

import java.util.concurrent.atomic.AtomicLong;

/** What a relay has counted since its start. */
record Counters(AtomicLong captured, AtomicLong injected, AtomicLong refused, AtomicLong dropped) {
  Counters() {
    this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
  }
}
