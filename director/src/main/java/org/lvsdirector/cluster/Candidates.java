package org.lvsdirector.cluster;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.config.Role;

/** Who could hold one VIP group, and who is the best of them. */
final class Candidates {
  private final ElectionView view;
  private final String group;

  Candidates(ElectionView view, String group) {
    this.view = view;
    this.group = group;
  }

  /** Why a member cannot hold the group; empty if it can. */
  Optional<String> obstacle(String node) {
    NodeReport report = view.reports().get(node);
    if (!view.members().contains(node)) {
      return Optional.of(
          node
              + " is not in the cluster now; its members are "
              + view.members().stream().sorted().collect(Collectors.joining(", ")));
    }
    if (report == null) {
      return Optional.of(node + " has not reported yet");
    }
    if (report.role() == Role.WITNESS) {
      return Optional.of(node + " is a witness and holds no addresses");
    }
    if (report.leaving()) {
      return Optional.of(node + " is leaving the cluster");
    }
    GroupReport own = report.groups().get(group);
    if (own == null) {
      return Optional.of(node + " has no VIP group " + group + " in its configuration");
    }
    return own.able()
        ? Optional.empty()
        : Optional.of(node + " is not able to hold " + group + ": " + own.reason());
  }

  /** The best of those who can: sees healthy servers, is warm, highest priority, first name. */
  Optional<String> best(Predicate<String> filter) {
    return able().filter(filter).min(order());
  }

  /** Those who can, as the view orders them. */
  Stream<String> able() {
    return view.members().stream().filter(node -> obstacle(node).isEmpty());
  }

  /** What a member says about the group; empty if it says nothing. */
  Optional<GroupReport> report(String node) {
    return Optional.ofNullable(view.reports().get(node))
        .map(NodeReport::groups)
        .map(groups -> groups.get(group));
  }

  /** A member's priority, 0 if it says nothing. */
  int priority(String node) {
    return report(node).map(GroupReport::priority).orElse(0);
  }

  /** Whether a member sees a healthy server of the group. */
  boolean seesServers(String node) {
    return report(node).map(own -> own.healthyServers() > 0).orElse(false);
  }

  /** The share of the group's connections that a member has, 0–1. */
  double coverage(String node) {
    return report(node).map(GroupReport::coverage).orElse(0.0);
  }

  /** Whether connections would live on if a member took over. */
  boolean isWarm(String node) {
    return coverage(node) >= GroupReport.WARM;
  }

  /** Whether most connections would break if a member took over. */
  boolean isStrange(String node) {
    return coverage(node) < GroupReport.STRANGE;
  }

  private Comparator<String> order() {
    return Comparator.comparing((String node) -> !seesServers(node))
        .thenComparing(node -> !isWarm(node))
        .thenComparing(Comparator.comparingInt(this::priority).reversed())
        .thenComparing(Comparator.naturalOrder());
  }

  /** Of two rivals after a split: the larger part's, then by priority, then by name. */
  Comparator<String> rivals(Map<String, Integer> sides) {
    return Comparator.comparingInt((String node) -> sides.getOrDefault(node, 1))
        .thenComparingInt(this::priority)
        .reversed()
        .thenComparing(Comparator.naturalOrder());
  }
}
