package org.lvsdirector.cluster;

import java.util.ArrayList;
import java.util.List;

/** When a node held something. */
final class Spells {
  private record Spell(long begin, long end) {}

  private final List<Spell> past = new ArrayList<>();
  private boolean holding;
  private long since;

  synchronized void set(boolean holds) {
    long now = System.nanoTime();
    if (holding && !holds) {
      past.add(new Spell(since, now));
    }
    if (!holding && holds) {
      since = now;
    }
    holding = holds;
  }

  private synchronized List<Spell> all() {
    List<Spell> all = new ArrayList<>(past);
    if (holding) {
      all.add(new Spell(since, Long.MAX_VALUE));
    }
    return all;
  }

  /** Whether both ever held at the same time. */
  boolean overlap(Spells other) {
    List<Spell> others = other.all();
    return all().stream()
        .anyMatch(
            own -> others.stream().anyMatch(o -> own.begin() < o.end() && o.begin() < own.end()));
  }
}
