package org.lvsdirector.web.metrics;

import static org.lvsdirector.web.metrics.Families.labels;
import static org.lvsdirector.web.metrics.Families.one;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lvsdirector.Brief;
import org.lvsdirector.Brief.GroupBrief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ClusterSight.GroupSight;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.sync.SyncStatus.PeerStatus;
import org.lvsdirector.web.metrics.Families.Labelled;

/** A node, its cluster, its VIP groups and connection sync. */
final class NodeMetrics {
  private final Families families;

  NodeMetrics(Families families) {
    this.families = families;
  }

  void add(Reading reading) {
    node(reading.brief());
    cluster(reading.sight());
    groups(reading.brief(), reading.sight());
    sync(reading.brief().sync());
    List<Labelled<Long>> events = new ArrayList<>();
    for (Map.Entry<String, Long> kind : reading.events().entrySet()) {
      events.add(new Labelled<>(kind.getValue(), labels("kind", kind.getKey())));
    }
    families.counter("events", "Events since the process started, by kind", events, n -> n);
  }

  private void node(Brief brief) {
    var self = one(brief);
    families.info(
        "node",
        "What runs here",
        List.of(
            labels(
                "node", brief.node(),
                "version", brief.version(),
                "role", brief.role(),
                "dataplane", brief.dataplane())));
    families.info(
        "config",
        "SHA-256 of the configuration in force",
        List.of(labels("sha256", brief.configHash())));
    families.holds("ready", "Whether the node can do its work", self, Brief::ready);
    families.gauge("faults", "What is wrong now", self, it -> it.faults().size());
    families.counter(
        "rule_changes", "Changes sent to the data plane by reconciling", self, Brief::changes);
  }

  private void cluster(ClusterSight sight) {
    var self = one(sight);
    families.gauge("cluster_members", "Members in the view", self, it -> it.quorum().present());
    families.gauge(
        "cluster_members_configured",
        "Members that there should be",
        self,
        it -> it.quorum().configured());
    families.gauge(
        "cluster_members_needed", "Members that a quorum takes", self, it -> it.quorum().needed());
    families.holds("cluster_quorum", "Whether there is a quorum", self, it -> it.quorum().ok());
    families.gauge("cluster_epoch", "The newest mandate's epoch", self, ClusterSight::epoch);
    families.holds(
        "cluster_coordinator",
        "Whether this node decides who is master",
        self,
        it -> it.coordinator().equals(it.node()));
  }

  private void groups(Brief brief, ClusterSight sight) {
    List<Labelled<GroupBrief>> groups = new ArrayList<>();
    brief.groups().forEach(it -> groups.add(new Labelled<>(it, labels("group", it.name()))));
    families.holds("group_holding", "Whether the node has the VIPs", groups, GroupBrief::holding);
    families.holds("group_able", "Whether the node could have the VIPs", groups, GroupBrief::able);
    families.gauge("group_priority", "As configured", groups, GroupBrief::priority);
    families.gauge(
        "group_healthy_servers", "As the node sees them", groups, GroupBrief::healthyServers);
    families.gauge(
        "group_connections", "That the node has of the group", groups, GroupBrief::connections);
    families.gauge(
        "group_coverage_ratio",
        "Share of the group's connections that the node has",
        groups,
        GroupBrief::coverage);
    families.gauge(
        "group_lease_seconds",
        "How long a VIP stays that nobody renews",
        groups,
        it -> it.leaseMillis() / 1e3);
    families.gauge(
        "group_lease_left_seconds",
        "How long the kernel would keep the VIPs now; absent where the node has none",
        groups,
        it -> it.leaseLeftMillis() == null ? null : it.leaseLeftMillis() / 1e3);
    List<Labelled<GroupSight>> sights = new ArrayList<>();
    sight.groups().forEach(it -> sights.add(new Labelled<>(it, labels("group", it.name()))));
    families.holds(
        "group_has_master",
        "Whether the node knows a master",
        sights,
        it -> !it.master().isEmpty());
    families.gauge("group_epoch", "Of the group's mandate", sights, GroupSight::epoch);
    families.gauge(
        "group_master_since_timestamp_seconds",
        "When the master became that",
        sights,
        it -> it.since().toEpochMilli() / 1e3);
    families.info("group_master", "Who is master", masters(sight));
    families.info("vip", "Addresses of the groups", vips(sight));
  }

  private static List<String> masters(ClusterSight sight) {
    return sight.groups().stream()
        .filter(it -> !it.master().isEmpty())
        .map(it -> labels("group", it.name(), "master", it.master()))
        .toList();
  }

  private static List<String> vips(ClusterSight sight) {
    return sight.groups().stream()
        .flatMap(it -> it.vips().stream().map(vip -> labels("group", it.name(), "vip", vip)))
        .distinct()
        .toList();
  }

  private void sync(SyncStatus sync) {
    var self = one(sync);
    families.info("sync", "How connections are kept alike", List.of(labels("mode", sync.mode())));
    families.holds("sync_faulty", "Whether they are not", self, it -> !it.fault().isEmpty());
    families.counter("sync_captured", "Entries that the kernel told", self, SyncStatus::captured);
    families.counter("sync_injected", "Entries put into the kernel", self, SyncStatus::injected);
    families.counter("sync_refused", "Messages not understood", self, SyncStatus::refused);
    families.counter(
        "sync_dropped", "Messages that there was no room for", self, SyncStatus::dropped);
    families.gauge(
        "sync_read_seconds",
        "How long reading the connection table took last",
        self,
        it -> it.readMillis() / 1e3);
    List<Labelled<PeerStatus>> peers = new ArrayList<>();
    sync.peers().forEach(it -> peers.add(new Labelled<>(it, labels("peer", it.node()))));
    families.gauge(
        "sync_lag_seconds",
        "How long the oldest unacknowledged message has waited",
        peers,
        it -> it.lagMillis() / 1e3);
    families.gauge("sync_backlog_bytes", "That wait to be sent", peers, PeerStatus::backlog);
    families.counter("sync_lost", "Messages that were dropped", peers, PeerStatus::lost);
    families.gauge(
        "sync_coverage_ratio",
        "Share of the peer's connections that the node has; absent while not known",
        peers,
        it -> it.why().isEmpty() ? it.coverage() : null);
  }
}
