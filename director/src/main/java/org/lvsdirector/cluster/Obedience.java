package org.lvsdirector.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.lvsdirector.model.Epoch;

/** What a node must hold, given the newest mandates it has seen. */
public final class Obedience {
  /** How long a previous holder goes on at most until the new one reports that it holds. */
  public static final Duration HAND_OVER = Duration.ofSeconds(1);

  private Obedience() {}

  /**
   * The groups a node shall hold now, with the epoch of the mandate.
   *
   * @param node a node that is in the cluster, with a quorum where one is needed; all others hold
   *     nothing
   * @param heard by group: when the node saw the mandate, in nanoseconds of the clock of {@code
   *     now}
   */
  public static Map<String, Epoch> holds(
      String node,
      Mandates mandates,
      Map<String, Long> heard,
      Map<String, NodeReport> reports,
      long now) {
    Map<String, Epoch> held = new HashMap<>();
    for (Mandate mandate : mandates.groups().values()) {
      boolean handsOver =
          mandate.from().filter(node::equals).isPresent()
              && heard.containsKey(mandate.group())
              && now - heard.get(mandate.group()) < HAND_OVER.toNanos()
              && !taken(mandate, reports);
      if (mandate.names(node) || handsOver) {
        held.put(mandate.group(), mandate.epoch());
      }
    }
    return held;
  }

  /** Whether the new holder has reported that it holds. */
  static boolean taken(Mandate mandate, Map<String, NodeReport> reports) {
    return mandate
        .holder()
        .map(reports::get)
        .map(report -> report.holding().get(mandate.group()))
        .filter(epoch -> epoch.compareTo(mandate.epoch()) >= 0)
        .isPresent();
  }
}
