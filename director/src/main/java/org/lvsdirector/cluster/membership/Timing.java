package org.lvsdirector.cluster.membership;

import java.time.Duration;

/**
 * The times of failure detection, derived from the silence after which a member counts as dead. All
 * in milliseconds.
 *
 * @param detect silence after which a member is dead whose machine does not answer
 * @param heartbeat how often a member shows that it lives
 * @param suspect silence after which its machine is asked
 * @param ask how long each of {@link Inquest#ATTEMPTS} questions waits for an answer
 * @param connect how long a TCP connection may take to be set up
 * @param handshake how long its TLS handshake may take at the connecting end
 */
record Timing(int detect, int heartbeat, int suspect, int ask, int connect, int handshake) {
  private static final int LONGEST_ASK = 1000;

  /** The relations between the times that keep one slow member from hiding another. */
  Timing {
    need(heartbeat * 3 <= suspect, "three heartbeats must fit before suspicion", detect, heartbeat);
    need(suspect + Inquest.ATTEMPTS * ask <= detect, "asking must fit into detect", detect, ask);
    need(connect * 2 < detect, "connecting must be under half of detect", detect, connect);
  }

  static Timing of(Duration detect) throws ClusterException {
    long ms = detect.toMillis();
    if (ms < 100 || ms > 60_000) {
      throw new ClusterException(
          "cluster.detect: %d ms is not within 100 ms and 60 s; 300ms suits a LAN".formatted(ms));
    }
    int silence = (int) ms;
    int ask = Math.min(LONGEST_ASK, silence / 5);
    return new Timing(
        silence,
        silence / 5,
        silence - Inquest.ATTEMPTS * ask,
        ask,
        Math.max(30, Math.min(1000, silence / 3)),
        Math.max(250, Math.min(1000, silence)));
  }

  private static void need(boolean holds, String rule, int detect, int value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ": " + value + " ms, detect " + detect + " ms");
    }
  }
}
