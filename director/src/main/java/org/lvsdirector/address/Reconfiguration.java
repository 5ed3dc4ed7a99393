package org.lvsdirector.address;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.address.GroupState.Phase;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/** Follows a new configuration: what left it is dropped, what stays is not touched. */
final class Reconfiguration {
  private Reconfiguration() {}

  static Map<String, GroupState> apply(
      Map<String, GroupState> states, List<VipGroup> configured, List<KeeperAction> actions) {
    Set<VipPlace> kept = new HashSet<>();
    configured.forEach(group -> kept.addAll(group.places()));
    Map<String, GroupState> groups = new LinkedHashMap<>();
    for (VipGroup group : configured) {
      GroupState state = states.get(group.name());
      groups.put(
          group.name(),
          state == null ? GroupState.free(group) : follow(state, group, kept, actions));
    }
    for (GroupState gone : states.values()) {
      if (!groups.containsKey(gone.group().name()) && gone.phase() != Phase.FREE) {
        dropUnless(kept, gone, actions);
        actions.add(new Dropped(gone.group().name()));
      }
    }
    return groups;
  }

  private static GroupState follow(
      GroupState state, VipGroup group, Set<VipPlace> kept, List<KeeperAction> actions) {
    if (state.group().equals(group)) {
      return state;
    }
    if (state.phase() == Phase.FREE) {
      return state.of(group);
    }
    dropUnless(kept, state, actions);
    if (!state.group().interfaces().equals(group.interfaces())) {
      actions.add(new Dropped(group.name()));
      return GroupState.free(group);
    }
    boolean grown = !state.group().places().containsAll(group.places());
    return grown && state.phase() == Phase.HELD
        ? state.of(group).in(Phase.TAKING)
        : state.of(group);
  }

  private static void dropUnless(Set<VipPlace> kept, GroupState state, List<KeeperAction> actions) {
    VipGroup group = state.group();
    for (VipPlace place : group.places()) {
      if (!kept.contains(place)) {
        actions.add(new Drop(group.name(), place));
        actions.add(
            new Report("vip-released", group.name(), place + " has left the configuration"));
      }
    }
  }
}
