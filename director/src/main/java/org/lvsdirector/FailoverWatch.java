package org.lvsdirector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.failover.Failovers;
import org.lvsdirector.kernel.ProtocolCounters;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures this node's take-overs beside them. Belongs to the node's context. */
final class FailoverWatch {
  private static final Logger log = LoggerFactory.getLogger(FailoverWatch.class);

  private final Vertx vertx;
  private final Failovers failovers;
  private final Failovers.Counter counter;
  private final boolean kernel;

  FailoverWatch(Vertx vertx, Config config, EventSink events, Failovers.Counter counter) {
    this.vertx = vertx;
    this.counter = counter;
    failovers = new Failovers(config.node(), config.cluster().detect(), events);
    kernel = config.dataplane() == DataplaneKind.IPVS;
    // Also to have loaded what a take-over should not wait for.
    var unused = counters();
  }

  /** Takes in a change of the cluster; the addresses may follow it before this has measured. */
  void onCluster(Picture before, Picture after) {
    long now = System.nanoTime();
    List<Epoch> begun = failovers.note(before.sight(), after.sight(), counter, now, Instant.now());
    for (Epoch epoch : begun) {
      counters().onSuccess(read -> failovers.counters(epoch, read));
      vertx.setTimer(
          Failovers.WINDOW.toMillis(),
          timer ->
              counters()
                  .onSuccess(read -> failovers.settle(epoch, counter, read, System.nanoTime())));
    }
  }

  void onHeld(String group, Epoch epoch, long nanos) {
    failovers.held(group, epoch, nanos);
  }

  List<FailoverReport> reports() {
    return failovers.reports();
  }

  /** Where the process forwards by itself, what the kernel counts is not about its clients. */
  private Future<Optional<ProtocolCounters>> counters() {
    return kernel
        ? vertx.executeBlocking(FailoverWatch::read, false)
        : Future.succeededFuture(Optional.empty());
  }

  private static Optional<ProtocolCounters> read() {
    try {
      return Optional.of(ProtocolCounters.read());
    } catch (IOException untold) {
      log.debug("what a take-over missed is not known: {}", untold.getMessage());
      return Optional.empty();
    }
  }
}
