package org.lvsdirector.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Remembers for a moment who may tell of what, instead of asking {@link Ownership} for each of a
 * million entries. Not thread-safe.
 */
final class Tellers {
  private static final long MOMENT = 500_000_000;

  private final Map<String, LongPredicate> known = new HashMap<>();
  private Ownership of = Ownership.UNKNOWN;
  private long since;

  /** See {@link Ownership#allowed}. */
  LongPredicate allowed(Ownership ownership, String node, long now) {
    if (!ownership.equals(of) || now - since > MOMENT) {
      known.clear();
      of = ownership;
      since = now;
    }
    return known.computeIfAbsent(node, it -> ownership.allowed(it, now));
  }
}
