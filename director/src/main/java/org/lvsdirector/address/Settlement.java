package org.lvsdirector.address;

import java.util.List;
import org.lvsdirector.address.GroupState.Phase;
import org.lvsdirector.address.KeeperAction.Failed;
import org.lvsdirector.address.KeeperAction.Recovered;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;

/** What success or failure of the last writes means for a group; told when it changes. */
final class Settlement {
  private Settlement() {}

  static GroupState settle(
      GroupState state, KeeperOutcome outcome, long now, List<KeeperAction> actions) {
    String name = state.group().name();
    Failure failure = outcome.failures().get(name);
    if (failure != null) {
      return failed(state, failure, now, actions);
    }
    if (outcome.withheld().contains(name) && state.phase() == Phase.HELD) {
      // Should the group be granted again, it is taken as if for the first time.
      return state.in(Phase.TAKING);
    }
    if (state.trouble() == null || !outcome.renewed().contains(name)) {
      return state;
    }
    actions.add(
        new Report(
            "vip-ok", name, "works again after %d failures".formatted(state.trouble().failures())));
    actions.add(new Recovered(name));
    return state.with(null);
  }

  private static GroupState failed(
      GroupState state, Failure failure, long now, List<KeeperAction> actions) {
    if (failure.verb() == Verb.ANNOUNCE
        && state.announcing() != null
        && !state.announcing().first()) {
      // The address is in place and was announced before; the next announcement is never far.
      return state;
    }
    if (state.trouble() == null) {
      actions.add(new Report("vip-failed", state.group().name(), failure.reason()));
      actions.add(new Failed(state.group().name(), failure.reason()));
    }
    GroupState troubled =
        state.with(Trouble.after(state.trouble(), failure.reason(), now, state.refreshInterval()));
    if (failure.verb() == Verb.LOOK) {
      return troubled;
    }
    return switch (state.phase()) {
      case HELD -> troubled.in(Phase.TAKING);
      case FREE -> troubled.in(Phase.RELEASING);
      default -> troubled;
    };
  }
}
