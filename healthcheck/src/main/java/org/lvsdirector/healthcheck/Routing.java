package org.lvsdirector.healthcheck;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Makes plain TCP probes on the monitor's own thread, which is a good deal cheaper, and leaves all
 * others to a Vert.x context.
 */
final class Routing implements Prober {
  private final Vertx vertx;
  private final TcpProber tcp;
  private final Prober others;
  private Context context;

  Routing(Vertx vertx, TcpProber tcp, Prober others) {
    this.vertx = vertx;
    this.tcp = tcp;
    this.others = others;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    if (watch.check().probe() instanceof Probe.Tcp) {
      return tcp.probe(watch);
    }
    if (context == null) {
      // Asked for on a thread that is not Vert.x's, so that it is a context of its own.
      context = vertx.getOrCreateContext();
    }
    Promise<ProbeResult> outcome = Promise.promise();
    context.runOnContext(
        ignored -> {
          try {
            others.probe(watch).onComplete(outcome);
          } catch (RuntimeException e) {
            outcome.fail(e);
          }
        });
    return outcome.future();
  }

  @Override
  public void close() {
    tcp.close();
    others.close();
  }
}
