package org.lvsdirector;

import java.util.List;
import java.util.Set;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.DesiredRules;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.Planner;
import org.lvsdirector.reconcile.Wanted;
import org.lvsdirector.reconcile.Words;

/** What would be changed, in words. */
final class PlanText {
  private PlanText() {}

  /**
   * The changes from the rules in force to those that another configuration wants, a line each.
   *
   * @param now the configuration in force, whose services are the node's to remove
   */
  static List<String> of(Config now, Wanted after, Outcome outcome) {
    return Planner.plan(
            DesiredRules.of(after, outcome.rules()),
            outcome.rules(),
            Set.copyOf(now.services().stream().map(VirtualService::key).toList()))
        .stream()
        .map(Words::of)
        .toList();
  }
}
