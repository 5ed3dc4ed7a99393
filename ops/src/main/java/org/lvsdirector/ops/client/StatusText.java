package org.lvsdirector.ops.client;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.lvsdirector.Status;
import org.lvsdirector.Status.ClusterStatus;
import org.lvsdirector.Status.GroupStatus;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.Status.ServiceStatus;
import org.lvsdirector.Status.SnatUse;
import org.lvsdirector.sync.SyncStatus;

/** A node's status for people: a head line, the VIP groups, and a row for each real server. */
final class StatusText {
  private StatusText() {}

  /** The whole text, ending in a new line. */
  static String of(Status status) {
    StringBuilder text = new StringBuilder(head(status)).append('\n');
    status.faults().forEach(fault -> text.append("FAULT ").append(fault).append('\n'));
    if (!status.groups().isEmpty()) {
      text.append('\n').append(groups(status));
    }
    if (!status.services().isEmpty()) {
      text.append('\n').append(services(status));
    }
    if (!status.snat().isEmpty()) {
      text.append('\n').append(snat(status));
    }
    if (!status.sync().peers().isEmpty()) {
      text.append('\n').append(sync(status.sync()));
    }
    return text.toString();
  }

  private static String head(Status status) {
    ClusterStatus cluster = status.cluster();
    String members =
        cluster.members().stream()
            .map(it -> it.node() + (it.node().equals(cluster.coordinator()) ? "*" : ""))
            .collect(Collectors.joining(" "));
    return "node %s (%s, %s)  dataplane %s  up %s  cluster %s: %d of %d members: %s  epoch %d"
        .formatted(
            status.node(),
            status.version(),
            status.ready() ? "ready" : "not ready",
            status.dataplane(),
            age(status.startedAt(), status.time()),
            cluster.name(),
            cluster.members().size(),
            Math.max(1, cluster.configuredMembers()),
            members,
            cluster.epoch());
  }

  private static Table groups(Status status) {
    Table table = new Table("GROUP", "VIPS", "INTERFACE", "MASTER", "EPOCH", "SINCE", "HERE");
    for (GroupStatus group : status.groups()) {
      table.row(
          group.name(),
          String.join(" ", group.vips()),
          group.interfaceName(),
          group.master().isEmpty() ? "-" : group.master(),
          group.epoch(),
          age(group.since(), status.time()),
          here(group));
    }
    return table;
  }

  private static String here(GroupStatus group) {
    if (!group.able()) {
      return "unable: " + group.reason();
    }
    return group.holding() ? "holding" : "backup";
  }

  private static Table services(Status status) {
    Table table =
        new Table(
            "SERVICE",
            "ADDRESS",
            "SCHED",
            "FORWARD",
            "SERVER",
            "WEIGHT",
            "STATE",
            "HEALTH",
            "SINCE",
            "ACTIVE",
            "INACT",
            "CONNS",
            "LAST CHECK");
    for (ServiceStatus service : status.services()) {
      String note = service.fault().isEmpty() ? "" : "FAULT " + service.fault();
      table.row(
          service.name(),
          service.key(),
          service.scheduler(),
          service.forward(),
          service.sorry() ? "sorry server" : service.servers().size() + " servers",
          "",
          "",
          "",
          "",
          "",
          "",
          service.connections(),
          note);
      for (ServerStatus server : service.servers()) {
        table.row(
            "",
            "",
            "",
            "",
            server.address(),
            server.weight(),
            server.state(),
            server.health(),
            age(server.since(), status.time()),
            server.active(),
            server.inactive(),
            server.connections(),
            server.lastCheck());
      }
    }
    return table;
  }

  private static Table snat(Status status) {
    Table table = new Table("SNAT", "PROTOCOL", "SERVER", "PORTS", "OF");
    for (SnatUse use : status.snat()) {
      table.row(use.address(), use.protocol(), use.server(), use.used(), use.capacity());
    }
    return table;
  }

  private static Table sync(SyncStatus sync) {
    Table table =
        new Table(
            "SYNC",
            "SENT",
            "TAKEN",
            "REFUSED",
            "DROPPED",
            "KNOWN",
            "WITH",
            "LAG",
            "LOST",
            "COVERAGE");
    String known = sync.known().entries() + (sync.known().complete() ? "" : " so far");
    for (SyncStatus.PeerStatus peer : sync.peers()) {
      String coverage =
          peer.why().isEmpty()
              ? "%.2f %% of %d".formatted(peer.coverage() * 100, peer.total())
              : peer.why();
      table.row(
          sync.mode(),
          sync.captured(),
          sync.injected(),
          sync.refused(),
          sync.dropped(),
          known,
          peer.node(),
          peer.lagMillis() + "ms",
          peer.lost(),
          coverage);
    }
    return table;
  }

  private static String age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    if (age.isNegative() || since.equals(Instant.EPOCH)) {
      return "-";
    }
    if (age.toDays() > 0) {
      return age.toDays() + "d" + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }
}
