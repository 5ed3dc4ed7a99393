package org.lvsdirector.address;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.GroupState.Phase;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.InterfaceChanged;
import org.lvsdirector.address.KeeperAction.Paused;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.model.VipGroup;

/**
 * What the owner of virtual addresses does next; a pure function over values.
 *
 * @param detect a process that did not run for longer may have lost everything it had
 */
record KeeperDecision(Duration detect) {
  private static final Duration LEAST_GRACE = Duration.ofMillis(500);

  /** How old a confirmation may be to renew a lease on: at least five heartbeats. */
  Duration grace() {
    return detect.compareTo(LEAST_GRACE) > 0 ? detect : LEAST_GRACE;
  }

  /**
   * Whether a silence of the process voids what it knew. Before the first tenure there is nothing
   * to void, and a cold virtual machine is slow.
   */
  boolean pauses(long silenceNanos, Tenure tenure) {
    return tenure.generation() >= 0 && silenceNanos > detect.toNanos();
  }

  /** Looks at everything once. */
  KeeperStep next(KeeperState state, KeeperInput in) {
    if (pauses(in.silenceNanos(), in.tenure())) {
      return pause(state, in);
    }
    List<KeeperAction> actions = new ArrayList<>();
    Map<String, InterfaceState> interfaces = interfaces(state, in, actions);
    Map<String, GroupState> groups =
        Reconfiguration.apply(state.groups(), in.configured(), actions);
    boolean late = late(state, in, actions);
    GroupDecision decision =
        new GroupDecision(in, state.generation(), state.swept(), late, interfaces);
    // Letting go first: an address that moves between groups must not be removed after it was
    // added.
    for (boolean ours : new boolean[] {false, true}) {
      groups.replaceAll(
          (name, group) ->
              decision.entitled(group) == ours ? decision.next(group, actions) : group);
    }
    return new KeeperStep(
        new KeeperState(state.generation(), true, late, groups, interfaces), actions);
  }

  /** Takes account of how the actions went. */
  KeeperStep settle(KeeperState state, KeeperOutcome outcome, long now) {
    List<KeeperAction> actions = new ArrayList<>();
    Map<String, GroupState> groups = new LinkedHashMap<>(state.groups());
    groups.replaceAll((name, group) -> Settlement.settle(group, outcome, now, actions));
    return new KeeperStep(state.with(groups), actions);
  }

  /** Lets go of everything that is held. */
  KeeperStep release(KeeperState state, String cause) {
    List<KeeperAction> actions = new ArrayList<>();
    Map<String, GroupState> groups = new LinkedHashMap<>(state.groups());
    groups.replaceAll(
        (name, group) ->
            group.phase() == Phase.FREE ? group : GroupDecision.release(group, cause, actions));
    return new KeeperStep(state.with(groups), actions);
  }

  private KeeperStep pause(KeeperState state, KeeperInput in) {
    List<KeeperAction> actions = new ArrayList<>();
    Map<String, GroupState> groups = new LinkedHashMap<>(state.groups());
    for (GroupState group : state.groups().values()) {
      drop(group.group(), actions);
    }
    int generation = state.generation() + 1;
    Duration gap = Duration.ofNanos(in.silenceNanos());
    actions.add(
        new Report(
            "pause",
            "process",
            "did not run for %d ms, longer than the detection time of %d ms; all VIPs dropped"
                .formatted(gap.toMillis(), detect.toMillis())));
    actions.add(new Paused("process", gap, generation));
    groups.replaceAll(
        (name, group) -> {
          if (group.phase() != Phase.FREE) {
            actions.add(new Dropped(name));
          }
          return group.released();
        });
    return new KeeperStep(
        new KeeperState(generation, true, false, groups, state.interfaces()), actions);
  }

  private static void drop(VipGroup group, List<KeeperAction> actions) {
    group.places().forEach(place -> actions.add(new Drop(group.name(), place)));
  }

  private static Map<String, InterfaceState> interfaces(
      KeeperState state, KeeperInput in, List<KeeperAction> actions) {
    Map<String, InterfaceState> interfaces = new LinkedHashMap<>(state.interfaces());
    interfaces.putAll(in.interfaces());
    for (VipGroup group : in.configured()) {
      GroupState known = state.groups().get(group.name());
      boolean same = known != null && known.group().interfaces().equals(group.interfaces());
      Optional<InterfaceState> before =
          same ? Carriers.of(group, state.interfaces()) : Optional.empty();
      Optional<InterfaceState> now = Carriers.of(group, interfaces);
      if (now.isEmpty() || now.equals(before)) {
        continue;
      }
      if (!now.get().usable()) {
        actions.add(new Report("interface-down", group.name(), now.get().reason()));
      } else if (before.isPresent()) {
        String names = String.join(", ", group.interfaces());
        boolean one = group.interfaces().size() == 1;
        String text = one ? "interface " + names + " is up" : "interfaces " + names + " are up";
        actions.add(new Report("interface-up", group.name(), text));
      }
      actions.add(new InterfaceChanged(group.name(), now.get()));
    }
    return interfaces;
  }

  private boolean late(KeeperState state, KeeperInput in, List<KeeperAction> actions) {
    if (in.tenure().groups().isEmpty()) {
      return false;
    }
    long age = in.now() - in.tenure().confirmedNanos();
    boolean late = age > grace().toNanos();
    if (late && !state.late()) {
      actions.add(
          new Report(
              "vip-unconfirmed",
              "event-loop",
              "silent for %d ms: leases are not renewed until it speaks again"
                  .formatted(age / 1_000_000)));
    } else if (!late && state.late()) {
      actions.add(new Report("vip-confirmed", "event-loop", "speaks again: leases are renewed"));
    }
    return late;
  }
}
