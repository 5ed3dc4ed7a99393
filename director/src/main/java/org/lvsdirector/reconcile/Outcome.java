package org.lvsdirector.reconcile;

import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.ServiceKey;

/**
 * What the last pass of the loop found.
 *
 * @param passes how many passes have ended since the start
 * @param changes how many have been applied to the data plane since the start, refused ones
 *     included
 * @param rules in force after the pass
 * @param faults services that the data plane refused, with its word for it
 * @param otherFaults what it refused that belongs to no service
 * @param error why the data plane did not answer; empty when it did
 */
public record Outcome(
    long passes,
    long changes,
    Rules rules,
    Statistics statistics,
    Map<ServiceKey, String> faults,
    List<String> otherFaults,
    String error) {
  /** Before the first pass. */
  public static final Outcome NONE =
      new Outcome(0, 0, Rules.NONE, new Statistics(Map.of()), Map.of(), List.of(), "");

  /** Copies the collections. */
  public Outcome {
    faults = Map.copyOf(faults);
    otherFaults = List.copyOf(otherFaults);
  }

  /** The same with changes that were made before the first pass. */
  public Outcome withEarlier(long earlier) {
    return new Outcome(passes, changes + earlier, rules, statistics, faults, otherFaults, error);
  }

  /** Whether a pass has ended and the data plane answered. */
  public boolean answered() {
    return passes > 0 && error.isEmpty();
  }
}
