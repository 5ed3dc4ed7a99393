package org.lvsdirector.drain;

import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Then;
import org.lvsdirector.reconcile.Placement;

/** What comes of a drain by what is known; pure functions. */
final class Decision {
  private Decision() {}

  /** How far it is on this node. */
  static Phase phase(DrainOrder order, Facts facts) {
    if (cuts(order, facts) && !facts.cleared()) {
      return Phase.CLEARING;
    }
    if (facts.over()) {
      return Phase.DRAINED;
    }
    return facts.late() ? Phase.LINGERING : Phase.DRAINING;
  }

  /** Whether this node can say now that the server has no connection left. */
  static boolean ends(DrainOrder order, Facts facts) {
    return !facts.over()
        && facts.inCharge()
        && facts.settled()
        && facts.connections() == 0
        && (facts.late() || facts.quiet())
        && (!cuts(order, facts) || facts.cleared());
  }

  /** Where the server stands in the pool; {@code usual} = where its state alone puts it. */
  static Placement placement(DrainOrder order, Phase phase, Placement usual) {
    return switch (phase) {
      case DRAINING -> usual;
      case LINGERING, CLEARING -> new Placement.Quiesce();
      case DRAINED ->
          order.then() == Then.REMOVE ? new Placement.Absent() : new Placement.Quiesce();
    };
  }

  private static boolean cuts(DrainOrder order, Facts facts) {
    return facts.late() && order.leftovers() != Leftovers.KEEP;
  }
}
