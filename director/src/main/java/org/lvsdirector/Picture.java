package org.lvsdirector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.Status.ClusterStatus;
import org.lvsdirector.Status.GroupStatus;
import org.lvsdirector.Status.MemberStatus;
import org.lvsdirector.Status.ServiceStatus;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.failover.Sight;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.netfilter.PortUse;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.sync.SyncStatus;

/**
 * What was last heard of the cluster, as an immutable value.
 *
 * @param since by group: when its present master became that
 */
record Picture(
    ClusterView view,
    Map<String, NodeReport> reports,
    Mandates mandates,
    Map<String, Instant> since) {
  static final Picture NONE = new Picture(ClusterView.NONE, Map.of(), Mandates.NONE, Map.of());
  private static final String VERSION =
      Optional.ofNullable(Picture.class.getPackage().getImplementationVersion())
          .orElse("development");

  Picture {
    since = Map.copyOf(since);
  }

  Picture next(
      ClusterView newView, Map<String, NodeReport> newReports, Mandates newMandates, Instant now) {
    Map<String, Instant> times = new HashMap<>(since);
    newMandates
        .groups()
        .keySet()
        .forEach(
            group -> {
              if (!times.containsKey(group)
                  || !newMandates.holder(group).equals(mandates.holder(group))) {
                times.put(group, now);
              }
            });
    return new Picture(newView, newReports, newMandates, times);
  }

  /** The same in the words of those who watch fail-overs. */
  Sight sight() {
    return new Sight(view, reports, mandates);
  }

  /**
   * The Ethernet address of the member that has had a group until now; empty where there was none,
   * or this node itself.
   */
  Optional<String> macOfHolder(String group, String self) {
    return mandates
        .holder(group)
        .filter(holder -> !holder.equals(self))
        .map(reports::get)
        .map(report -> report.groups().get(group))
        .flatMap(GroupReport::mac);
  }

  Status status(
      Config config,
      Standing standing,
      Outcome outcome,
      Instant startedAt,
      boolean warm,
      List<ServiceStatus> services,
      List<PortUse> ports,
      SyncStatus sync,
      List<String> ownFaults) {
    List<GroupStatus> groups = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (VipGroup group : config.vipGroups()) {
      GroupStatus status = group(group, standing, outcome, warm);
      groups.add(status);
      if (!status.able()) {
        faults.add("VIP group " + group.name() + ": " + status.reason());
      }
    }
    services.stream()
        .filter(service -> !service.fault().isEmpty())
        .forEach(service -> faults.add("service " + service.name() + ": " + service.fault()));
    outcome.otherFaults().forEach(fault -> faults.add("rules: " + fault));
    if (!outcome.error().isEmpty()) {
      faults.add("data plane: " + outcome.error());
    }
    if (!sync.fault().isEmpty()) {
      faults.add("connection sync: " + sync.fault());
    }
    faults.addAll(ownFaults);
    return new Status(
        config.node(),
        VERSION,
        startedAt,
        Instant.now(),
        config.dataplane() == DataplaneKind.IPVS ? "ipvs" : "embedded",
        config.hash().toString(),
        !view.members().isEmpty() && outcome.answered() && warm,
        outcome.changes(),
        cluster(config),
        groups,
        services,
        ports.stream().map(SnatView::use).toList(),
        sync,
        faults);
  }

  private ClusterStatus cluster(Config config) {
    return new ClusterStatus(
        config.cluster().name(),
        view.coordinator().orElse(""),
        mandates.highest().value(),
        Math.max(1, config.cluster().members().size()),
        view.members().stream().map(this::member).toList());
  }

  private MemberStatus member(Member member) {
    NodeReport report = reports.get(member.node());
    String role = report == null ? "" : report.role().name().toLowerCase(Locale.ROOT);
    return new MemberStatus(member.node(), member.endpoint().toString(), role);
  }

  private GroupStatus group(VipGroup group, Standing standing, Outcome outcome, boolean warm) {
    String obstacle = standing.obstacle(group, outcome, warm);
    return new GroupStatus(
        group.name(),
        group.interfaceName(),
        group.vips().stream().map(Vip::toString).toList(),
        mandates.holder(group.name()).orElse(""),
        mandates.of(group.name()).map(mandate -> mandate.epoch()).orElse(Epoch.NONE).value(),
        since.getOrDefault(group.name(), Instant.EPOCH),
        standing.held().containsKey(group.name()),
        obstacle.isEmpty(),
        obstacle);
  }
}
