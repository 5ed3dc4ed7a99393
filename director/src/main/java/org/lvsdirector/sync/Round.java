package org.lvsdirector.sync;

import java.time.Duration;

/** One comparison with another node, at the node that asks. Times are nanoseconds of one clock. */
final class Round {
  /** How long the other may keep silent before the round is given up. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final long request;
  private final Aim aim;
  private final long began;
  private long heard;
  private long received;
  private long missing;

  /** What the answers are for. */
  enum Aim {
    /** The other holds the connections: what this node lacks goes into its kernel. */
    COPY,
    /**
     * This node holds them itself, its kernel has them, and only this program, which was started
     * anew, does not know them all.
     */
    RECALL
  }

  /** Begins. */
  Round(long request, Aim aim, long now) {
    this.request = request;
    this.aim = aim;
    this.began = now;
    this.heard = now;
  }

  /** By which the answers are known. */
  long request() {
    return request;
  }

  Aim aim() {
    return aim;
  }

  /**
   * Entries have come.
   *
   * @param count how many
   * @param news how many of them this node lacked
   */
  synchronized void received(int count, int news, long now) {
    heard = now;
    received += count;
    missing += news;
  }

  /** Whether the other has kept silent for too long. */
  synchronized boolean silent(long now) {
    return now - heard > PATIENCE.toNanos();
  }

  /** Nanoseconds since it began. */
  long elapsed(long now) {
    return now - began;
  }

  /** How many entries have come by now. */
  synchronized long received() {
    return received;
  }

  /** How many of them this node lacked. */
  synchronized long missing() {
    return missing;
  }
}
