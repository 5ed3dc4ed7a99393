package org.lvsdirector.dataplane.embedded;

import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Statistics;

/** A destination with what goes on at it; confined to the forwarder's event loop. */
final class Target {
  private Destination rule;
  private int active;
  private boolean overloaded;
  private final Counters counters = new Counters();

  Target(Destination rule) {
    this.rule = rule;
  }

  Destination rule() {
    return rule;
  }

  Counters counters() {
    return counters;
  }

  boolean idle() {
    return active == 0;
  }

  /** Takes a changed rule; a limit that is lifted or raised ends the overload at once. */
  void change(Destination changed) {
    int limit = changed.upperThreshold();
    if (limit == 0 || limit > rule.upperThreshold()) {
      overloaded = false;
    }
    rule = changed;
  }

  void connectionBegins() {
    active++;
    if (rule.upperThreshold() != 0 && active >= rule.upperThreshold()) {
      overloaded = true;
    }
  }

  void connectionEnds() {
    active--;
    if (rule.lowerThreshold() != 0) {
      overloaded &= active >= rule.lowerThreshold();
    } else {
      overloaded &= rule.upperThreshold() != 0 && 4L * active >= 3L * rule.upperThreshold();
    }
  }

  Load load(boolean refusing) {
    return new Load(rule.endpoint(), rule.weight(), active, overloaded || refusing);
  }

  Statistics.DestinationCounters statistics() {
    return new Statistics.DestinationCounters(active, 0, counters.traffic());
  }
}
