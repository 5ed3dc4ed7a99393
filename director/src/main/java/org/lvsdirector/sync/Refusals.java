package org.lvsdirector.sync;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts messages that are not taken, and logs the first of each sender. Not thread-safe. */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int MOST_NAMED = 1000;

  private final AtomicLong count;
  private final Set<String> named = new HashSet<>();

  Refusals(AtomicLong count) {
    this.count = count;
  }

  void note(String sender, String why) {
    count.incrementAndGet();
    if (named.size() < MOST_NAMED && named.add(sender)) {
      log.warn("a sync message of {} was refused, further ones are only counted: {}", sender, why);
    }
  }
}
