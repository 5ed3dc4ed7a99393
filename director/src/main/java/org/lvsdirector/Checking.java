package org.lvsdirector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.HealthChange;
import org.lvsdirector.healthcheck.HealthMonitor;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.kinds.Probers;
import org.lvsdirector.icmp.KernelIcmpSockets;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.pool.Chronicle;
import org.lvsdirector.pool.Decided;
import org.lvsdirector.pool.Pools;
import org.lvsdirector.pool.Verdict;

/**
 * What this node finds out about servers, and which of them serve because of that. Belongs to the
 * node's context, but for what says otherwise.
 */
final class Checking {
  private final HealthMonitor monitor;
  private final Pools pools;
  private final Consumer<Runnable> context;
  private final Runnable onChange;
  private boolean deciding;

  /**
   * Nothing is checked yet.
   *
   * @param context runs something on the node's context
   * @param onChange called there when servers may have another place in the pool
   */
  Checking(Vertx vertx, EventSink events, Consumer<Runnable> context, Runnable onChange) {
    this.context = context;
    this.onChange = onChange;
    monitor =
        new HealthMonitor(
            vertx,
            new Probers(vertx, new KernelIcmpSockets()),
            change -> context.accept(() -> heard(change)));
    pools = new Pools(this::sight, events);
  }

  /** Checks other servers from now on; those that stay go on as if nothing had happened. */
  Future<Void> watch(Pool pool) {
    return monitor.watch(pool.watches()).onSuccess(watching -> follow(pool));
  }

  /** Takes in what operators have changed about servers that are checked as before. */
  void follow(Pool pool) {
    pools.follow(pool.watched(), System.nanoTime());
  }

  private void heard(HealthChange change) {
    pools.news(change.watch());
    if (!deciding) {
      // Behind the changes that wait already: of thousands at once, many are decided in one go.
      deciding = true;
      context.accept(
          () -> {
            deciding = false;
            beat(System.nanoTime());
          });
    }
  }

  /** Decides what is due; to be called several times a second. */
  void beat(long now) {
    if (pools.decide(now)) {
      onChange.run();
      pools.tell();
    }
  }

  /** What came of the last decisions. Safe from any thread. */
  List<Decided> decided() {
    return pools.decided();
  }

  /** What would be decided about another pool. Safe from any thread. */
  List<Decided> rehearse(Pool pool) {
    return pools.rehearse(pool.watched(), System.nanoTime());
  }

  /** What happened to servers. Safe from any thread. */
  Chronicle chronicle() {
    return pools.chronicle();
  }

  /** What this node itself knows of a watch. Safe from any thread. */
  Health health(Watch watch) {
    return monitor.health(watch);
  }

  /** When a watch is probed next; empty when it is not watched. Safe from any thread. */
  Optional<Instant> nextProbe(Watch watch) {
    return monitor.nextProbe(watch);
  }

  /** What is thought of a watch. Safe from any thread. */
  Verdict sight(Watch watch) {
    return Verdict.of(monitor.health(watch));
  }

  Future<Void> close() {
    return monitor.close();
  }
}
