package org.lvsdirector.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One comparison with a holder, at the node that asks: which of the entries that the holder sends
 * are to be put into the kernel. What a live message has told since the round began wins over what
 * the holder's list says, for the list may be older. Times are nanoseconds of one clock.
 */
final class Round {
  /** How long the holder may keep silent before the round is given up. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * Connections that live messages may name in a round; more are no reason to remember them all.
   */
  static final int MOST_TOUCHED = 1_000_000;

  private final long request;
  private final HashList before;
  private final HashList own = new HashList();
  private final HashList missing = new HashList();
  private final Set<Long> touched = new HashSet<>();
  private long stubborn;
  private long received;
  private final long began;
  private long heard;

  /**
   * Begins.
   *
   * @param before what the round before found missing and put in
   */
  Round(long request, HashList before, long now) {
    this.request = request;
    this.before = before;
    this.began = now;
    this.heard = now;
  }

  long request() {
    return request;
  }

  /** Notes an entry that this node has. */
  void own(long hash) {
    own.add(hash);
  }

  /** Notes what a live message told; false when there are too many of them to go on. */
  synchronized boolean live(ConnectionKey key) {
    touched.add(Hashes.of(key));
    return touched.size() <= MOST_TOUCHED;
  }

  /** Whether an entry of the holder is to be put in. */
  synchronized boolean wants(SyncEntry entry, long now) {
    heard = now;
    received++;
    long hash = Hashes.of(entry.key(), entry.server());
    if (own.contains(hash) || touched.contains(Hashes.of(entry.key()))) {
      return false;
    }
    missing.add(hash);
    stubborn += before.contains(hash) ? 1 : 0;
    return true;
  }

  /** Whether the holder has kept silent for too long. */
  synchronized boolean silent(long now) {
    return now - heard > PATIENCE.toNanos();
  }

  /** Nanoseconds since it began. */
  long elapsed(long now) {
    return now - began;
  }

  /** What this round put in. */
  HashList missing() {
    return missing;
  }

  /** How many entries have come by now. */
  synchronized long received() {
    return received;
  }

  /**
   * What follows when all parts have come. What was missing has been put in; only what was missing
   * the last time too is known not to have arrived.
   *
   * @param total entries of the holder
   */
  synchronized Coverage coverage(long total) {
    double share = total <= 0 ? 1 : Math.max(0, (double) (total - stubborn) / total);
    return new Coverage(share, total, missing.size(), "");
  }
}
