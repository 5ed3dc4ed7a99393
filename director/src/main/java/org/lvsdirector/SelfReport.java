package org.lvsdirector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.config.Config;
import org.lvsdirector.failover.Failovers;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.sync.SyncStatus;

/**
 * What a node tells of itself: to the cluster, to its failover reports and to whoever asks. Safe
 * from any thread.
 */
final class SelfReport {
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final Instant startedAt = Instant.now();
  private final int firstChanges;
  private final Changes changes;
  private volatile boolean warmedUp;

  /**
   * Of a node that starts now.
   *
   * @param firstChanges how many changes were made to the rules before
   * @param changes what is wrong with them is a fault of the node
   */
  SelfReport(int firstChanges, Changes changes) {
    this.firstChanges = firstChanges;
    this.changes = changes;
  }

  private List<String> all(List<String> settings) {
    return Stream.concat(
            settings.stream().map(fault -> "kernel setting " + fault), changes.faults().stream())
        .toList();
  }

  /** Since when the node runs. */
  Instant startedAt() {
    return startedAt;
  }

  /** What the node can do and what it holds. */
  NodeReport.Local local(Config config, Pool pool, Standing standing, Rooms rooms, Sync sync) {
    Map<String, GroupReport> groups =
        standing.reports(
            config.vipGroups(),
            pool,
            rooms.reconciler().outcome(),
            warm(pool, rooms),
            rooms.checking()::sight,
            sync::share);
    return new NodeReport.Local(groups, standing.held());
  }

  /** How many connections of a group the node has. */
  static Failovers.Count count(String group, Config config, Pool pool, Rooms rooms, Sync sync) {
    OptionalLong connections =
        config.vipGroups().stream()
            .filter(known -> known.name().equals(group))
            .findFirst()
            .map(known -> pool.connections(known, rooms.reconciler().outcome()))
            .orElse(OptionalLong.empty());
    return new Failovers.Count(connections, sync.comparedShare(group));
  }

  /** What is shown of a node that has not got so far as to have rooms. */
  Status starting(Config config, Standing standing, Picture picture, List<String> faults) {
    return picture.status(
        config,
        standing,
        Outcome.NONE.withEarlier(firstChanges),
        startedAt,
        false,
        List.of(),
        NetfilterOutcome.NONE.ports(),
        SyncStatus.of("off"),
        all(faults));
  }

  /** What is shown. */
  Status status(
      Config config,
      Pool pool,
      Standing standing,
      Picture picture,
      Rooms rooms,
      Sync sync,
      List<String> faults) {
    Outcome outcome = rooms.reconciler().outcome();
    NetfilterOutcome filter = rooms.netfilter().outcome();
    StatusView view = new StatusView(pool, outcome, filter, rooms.checking());
    return picture.status(
        config,
        standing,
        outcome.withEarlier(firstChanges),
        startedAt,
        warm(pool, rooms),
        rooms.checking().decided().stream().map(view::service).toList(),
        filter.ports(),
        sync.status(),
        all(faults));
  }

  /** The same without services. */
  Status brief(
      Config config,
      Pool pool,
      Standing standing,
      Picture picture,
      Rooms rooms,
      Sync sync,
      List<String> faults) {
    return picture.status(
        config,
        standing,
        rooms.reconciler().outcome().withEarlier(firstChanges),
        startedAt,
        warm(pool, rooms),
        List.of(),
        rooms.netfilter().outcome().ports(),
        sync.status(),
        all(faults));
  }

  /** Whether the start is over; a server that a reload adds later makes nobody unable. */
  private boolean warm(Pool pool, Rooms rooms) {
    warmedUp =
        warmedUp
            || Standing.checked(pool, rooms.checking()::sight)
            || Duration.between(startedAt, Instant.now()).compareTo(WARM_UP) > 0;
    return warmedUp;
  }
}
