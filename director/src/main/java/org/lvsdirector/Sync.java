package org.lvsdirector;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lvsdirector.cluster.Cluster;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.Fingerprint;
import org.lvsdirector.config.Role;
import org.lvsdirector.config.SyncMode;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.sync.Coverage;
import org.lvsdirector.sync.KernelSync;
import org.lvsdirector.sync.Relay;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.sync.cache.ConnectionCache;

/** How this node keeps its connection table like the others': by a relay, or not by itself. */
final class Sync implements AutoCloseable {
  private final SyncMode mode;
  private final Optional<Relay> relay;
  private Optional<Fingerprint> known = Optional.empty();

  private Sync(SyncMode mode, Optional<Relay> relay) {
    this.mode = mode;
    this.relay = relay;
  }

  /** What is configured; begins with {@link #start}. */
  static Sync of(Config config, Cluster cluster, ConnectionCache cache, EventSink events) {
    if (config.sync() != SyncMode.RELAY || config.cluster().members().size() < 2) {
      return new Sync(config.sync(), Optional.empty());
    }
    Relay relay =
        new Relay(
            config.node(),
            (node, frame) -> send(cluster, node, frame),
            cache,
            events,
            running -> KernelSync.isOurs(config, running));
    return new Sync(SyncMode.RELAY, Optional.of(relay));
  }

  private static void send(Cluster cluster, String node, byte[] frame) throws IOException {
    try {
      cluster.send(node, frame);
    } catch (ClusterException notSent) {
      throw new IOException(notSent.getMessage(), notSent);
    }
  }

  void start() {
    relay.ifPresent(Relay::start);
  }

  /** Takes in what was heard of the cluster, and what is configured. */
  void follow(Config config, Picture picture) {
    if (relay.isEmpty()) {
      return;
    }
    if (!known.equals(Optional.of(config.hash()))) {
      known = Optional.of(config.hash());
      relay.get().services(config.services());
    }
    Map<String, String> directors = new HashMap<>();
    for (Member member : picture.view().members()) {
      NodeReport report = picture.reports().get(member.node());
      boolean witness = report != null && report.role() == Role.WITNESS;
      if (!member.node().equals(config.node()) && !witness) {
        directors.put(member.node(), member.incarnation());
      }
    }
    Map<InetAddress, String> groupOf = new HashMap<>();
    for (VipGroup group : config.vipGroups()) {
      group.vips().forEach(vip -> groupOf.put(vip.address(), group.name()));
    }
    Map<String, String> holders = new HashMap<>();
    for (Mandate mandate : picture.mandates().groups().values()) {
      mandate.holder().ifPresent(holder -> holders.put(mandate.group(), holder));
    }
    relay.get().cluster(directors, groupOf, holders);
  }

  /** Takes what a member sent past the cluster's own messages; on any thread. */
  void receive(String sender, byte[] bytes) {
    if (Relay.isForRelay(bytes)) {
      relay.ifPresent(it -> it.receive(sender, bytes));
    }
  }

  /** What share of a group's connections this node has; all, as far as nobody can tell. */
  Coverage coverage(String group) {
    return relay.map(it -> it.coverage(group)).orElse(Coverage.NOTHING_TO_HAVE);
  }

  /** {@link #coverage} as a number, 0–1. */
  double share(String group) {
    return coverage(group).share();
  }

  /** The same where tables were compared, and there was something to compare. */
  OptionalDouble comparedShare(String group) {
    Coverage coverage = coverage(group);
    return coverage.total() > 0 && coverage.why().isEmpty()
        ? OptionalDouble.of(coverage.share())
        : OptionalDouble.empty();
  }

  /** How long a node that has handed over still has something to tell. */
  Duration parting() {
    return relay.isPresent() ? Relay.PARTING : Duration.ZERO;
  }

  SyncStatus status() {
    return relay
        .map(Relay::status)
        .orElseGet(() -> SyncStatus.of(mode.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void close() {
    relay.ifPresent(Relay::close);
  }
}
