package org.lvsdirector.address;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.GroupState.Phase;
import org.lvsdirector.address.KeeperAction.Announce;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.Held;
import org.lvsdirector.address.KeeperAction.Hold;
import org.lvsdirector.address.KeeperAction.Recovered;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/**
 * What is to be done about one group at one moment.
 *
 * @param late whether the tenure has not been confirmed for longer than the keeper's grace
 */
record GroupDecision(
    KeeperInput in,
    int generation,
    boolean swept,
    boolean late,
    Map<String, InterfaceState> interfaces) {

  /** Whether this node shall hold the group, and its interface can. */
  boolean entitled(GroupState state) {
    return why(state).isEmpty();
  }

  /** Decides, and adds what is to be done. */
  GroupState next(GroupState state, List<KeeperAction> actions) {
    String why = why(state);
    if (!why.isEmpty()) {
      return state.phase() == Phase.FREE ? free(state, actions) : letGo(state, why, actions);
    }
    long age = in.now() - in.tenure().confirmedNanos();
    if (age > state.group().lease().toNanos() && state.phase() != Phase.FREE) {
      String cause =
          "the event loop has been silent for %d ms, longer than the lease"
              .formatted(age / 1_000_000);
      return letGo(state, cause, actions);
    }
    // What is not renewed expires in the kernel: the same end, should this process die too.
    if (late || !swept || (state.phase() != Phase.HELD && waiting(state))) {
      return state;
    }
    return state.phase() == Phase.HELD ? keep(state, actions) : take(state, actions);
  }

  /** Lets go of a group at once. */
  static GroupState release(GroupState state, String cause, List<KeeperAction> actions) {
    VipGroup group = state.group();
    drop(group, group.places(), actions);
    actions.add(new Report("vip-released", group.name(), where(group.places()) + ": " + cause));
    actions.add(new Dropped(group.name()));
    return state.released();
  }

  private String why(GroupState state) {
    String name = state.group().name();
    Optional<InterfaceState> carriers = Carriers.of(state.group(), interfaces);
    if (carriers.isEmpty()) {
      return "its interface was not seen yet";
    }
    if (!carriers.get().usable()) {
      return carriers.get().reason();
    }
    if (in.tenure().generation() != generation) {
      return "no tenure since the process slept";
    }
    return in.tenure().groups().contains(name) ? "" : "not ours as of epoch " + in.tenure().epoch();
  }

  private boolean waiting(GroupState state) {
    return state.trouble() != null && !state.trouble().retryDue(in.now());
  }

  private GroupState letGo(GroupState state, String cause, List<KeeperAction> actions) {
    boolean failedBefore = state.phase() == Phase.RELEASING;
    return failedBefore && waiting(state) ? state : release(state, cause, actions);
  }

  private GroupState free(GroupState state, List<KeeperAction> actions) {
    VipGroup group = state.group();
    Set<VipPlace> stray = in.held().getOrDefault(group.name(), Set.of());
    if (!stray.isEmpty()) {
      drop(group, stray, actions);
      String cause = swept ? ": this node is not its master" : ": left by an earlier process";
      actions.add(new Report("vip-released", group.name(), where(stray) + cause));
    }
    if (state.trouble() != null && state.trouble().forgiven(in.now())) {
      actions.add(new Recovered(group.name()));
      return state.with(null);
    }
    return state;
  }

  private GroupState take(GroupState state, List<KeeperAction> actions) {
    VipGroup group = state.group();
    for (VipPlace place : group.places()) {
      actions.add(hold(group, place));
      actions.add(new Announce(group.name(), place));
    }
    actions.add(
        new Report(
            "vip-taken",
            group.name(),
            "%s, epoch %s".formatted(where(group.places()), in.tenure().epoch())));
    actions.add(new Held(group.name(), in.tenure().epoch()));
    return state.taken(in.tenure().epoch(), in.now());
  }

  private GroupState keep(GroupState held, List<KeeperAction> actions) {
    VipGroup group = held.group();
    GroupState state = held;
    Set<VipPlace> missing = missing(group);
    if (state.refreshDue(in.now())) {
      group.places().forEach(place -> actions.add(hold(group, place)));
      state = state.refreshed(in.now());
    } else {
      missing.forEach(place -> actions.add(hold(group, place)));
    }
    if (!missing.isEmpty()) {
      state = state.restored(missing.size(), in.now());
      announce(group, missing, actions);
      actions.add(
          new Report(
              "vip-restored",
              group.name(),
              "%s had been removed by someone else; put back, %d so far"
                  .formatted(where(missing), state.restored())));
    }
    if (!state.epoch().equals(in.tenure().epoch())) {
      // A new mandate follows a change of the cluster; others may have announced meanwhile.
      state = state.confirmed(in.tenure().epoch(), in.now());
      announce(group, group.places(), actions);
      actions.add(new Held(group.name(), state.epoch()));
    } else if (state.announcing().due(in.now())) {
      state = state.announced(state.announcing().next(in.now()));
      announce(group, group.places(), actions);
    }
    return state;
  }

  private Set<VipPlace> missing(VipGroup group) {
    Set<VipPlace> seen = in.held().get(group.name());
    if (seen == null) {
      return Set.of();
    }
    Set<VipPlace> missing = new LinkedHashSet<>(group.places());
    missing.removeAll(seen);
    return missing;
  }

  private static Hold hold(VipGroup group, VipPlace place) {
    return new Hold(group.name(), place, group.lease());
  }

  private static void drop(
      VipGroup group, Collection<VipPlace> places, List<KeeperAction> actions) {
    places.forEach(place -> actions.add(new Drop(group.name(), place)));
  }

  private static void announce(
      VipGroup group, Collection<VipPlace> places, List<KeeperAction> actions) {
    places.forEach(place -> actions.add(new Announce(group.name(), place)));
  }

  /** The addresses in words, those of one interface together. */
  private static String where(Collection<VipPlace> places) {
    Map<String, List<VipPlace>> byInterface =
        places.stream()
            .collect(
                Collectors.groupingBy(
                    VipPlace::interfaceName, LinkedHashMap::new, Collectors.toList()));
    return byInterface.entrySet().stream()
        .map(
            carrier ->
                carrier.getValue().stream()
                        .map(place -> place.vip().toString())
                        .collect(Collectors.joining(", "))
                    + " on "
                    + carrier.getKey())
        .collect(Collectors.joining(", "));
  }
}
