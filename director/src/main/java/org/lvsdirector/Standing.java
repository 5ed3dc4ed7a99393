package org.lvsdirector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.pool.Verdict;
import org.lvsdirector.reconcile.Outcome;

/**
 * What this node can do for each VIP group, as an immutable value.
 *
 * @param interfaces by group: whether all its interfaces can carry addresses; missing = not looked
 *     yet
 * @param failures by group: why its addresses could not be held
 * @param held by group: under which epoch its addresses are held now
 * @param quorums by group: which service lacks what must be alive for this node to be its master
 * @param macs by group: the Ethernet address of its own interface
 */
record Standing(
    Map<String, InterfaceState> interfaces,
    Map<String, String> failures,
    Map<String, Epoch> held,
    Map<String, String> quorums,
    Map<String, String> macs) {
  static final Standing NONE = new Standing(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  Standing {
    interfaces = Map.copyOf(interfaces);
    failures = Map.copyOf(failures);
    held = Map.copyOf(held);
    quorums = Map.copyOf(quorums);
    macs = Map.copyOf(macs);
  }

  Standing withInterface(String group, InterfaceState state, Optional<String> mac) {
    return new Standing(
        with(interfaces, group, state),
        failures,
        held,
        quorums,
        mac.map(text -> with(macs, group, text)).orElse(macs));
  }

  Standing withFailure(String group, String reason) {
    return new Standing(interfaces, with(failures, group, reason), held, quorums, macs);
  }

  Standing withoutFailure(String group) {
    return new Standing(interfaces, without(failures, group), held, quorums, macs);
  }

  Standing withHeld(String group, Epoch epoch) {
    return new Standing(interfaces, failures, with(held, group, epoch), quorums, macs);
  }

  Standing withoutHeld(String group) {
    return new Standing(interfaces, failures, without(held, group), quorums, macs);
  }

  Standing withQuorums(Map<String, String> lost) {
    return new Standing(interfaces, failures, held, lost, macs);
  }

  /** Why this node can not be master of a group now; empty when it can. */
  String obstacle(VipGroup group, Outcome outcome, boolean warm) {
    InterfaceState state = interfaces.get(group.name());
    if (state != null && !state.usable()) {
      return state.reason();
    }
    if (failures.containsKey(group.name())) {
      return failures.get(group.name());
    }
    if (quorums.containsKey(group.name())) {
      return quorums.get(group.name());
    }
    if (!outcome.error().isEmpty()) {
      return outcome.error();
    }
    return state == null || !outcome.answered() || !warm ? "starting" : "";
  }

  /** What the cluster is told about all groups. */
  Map<String, GroupReport> reports(
      List<VipGroup> groups,
      Pool pool,
      Outcome outcome,
      boolean warm,
      Function<Watch, Verdict> sight,
      ToDoubleFunction<String> coverage) {
    Map<String, GroupReport> reports = new HashMap<>();
    for (VipGroup group : groups) {
      int healthy = pool.healthyServers(group, sight);
      OptionalLong connections = pool.connections(group, outcome);
      double share = coverage.applyAsDouble(group.name());
      reports.put(group.name(), report(group, outcome, warm, healthy, connections, share));
    }
    return reports;
  }

  /** What the cluster is told about one group. */
  GroupReport report(
      VipGroup group,
      Outcome outcome,
      boolean warm,
      int healthyServers,
      OptionalLong connections,
      double coverage) {
    String obstacle = obstacle(group, outcome, warm);
    return new GroupReport(
        group.priority(),
        group.preempt(),
        obstacle.isEmpty(),
        obstacle,
        healthyServers,
        Optional.ofNullable(macs.get(group.name())),
        connections,
        coverage);
  }

  /** Whether every check has ended at least once. */
  static boolean checked(Pool pool, Function<Watch, Verdict> sight) {
    return pool.watches().stream()
        .noneMatch(watch -> sight.apply(watch).state() == HealthState.UNKNOWN);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> changed = new HashMap<>(map);
    changed.remove(key);
    return changed;
  }
}
