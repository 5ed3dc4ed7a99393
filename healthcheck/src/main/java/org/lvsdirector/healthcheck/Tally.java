package org.lvsdirector.healthcheck;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of what a monitor did. Written on its thread, read on any. */
final class Tally {
  private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
  private final AtomicLongArray lateness = new AtomicLongArray(Lateness.BOUNDS.size() + 1);

  Tally() {
    for (Outcome each : Outcome.values()) {
      outcomes.put(each, new AtomicLong());
    }
  }

  void count(Outcome outcome) {
    AtomicLong count = outcomes.get(outcome);
    // There is only one writer.
    count.lazySet(count.getPlain() + 1);
  }

  void late(long nanos) {
    int bucket = Lateness.bucket(nanos);
    lateness.lazySet(bucket, lateness.getPlain(bucket) + 1);
  }

  long of(Outcome outcome) {
    return outcomes.get(outcome).get();
  }

  Lateness lateness() {
    return Lateness.of(lateness);
  }
}
