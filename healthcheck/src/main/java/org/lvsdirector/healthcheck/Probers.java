package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Hands each watch to the prober of its kind. */
final class Probers implements Prober {
  private final TcpProber tcp;
  private final HttpProber http;

  Probers(Vertx vertx) {
    tcp = new TcpProber(vertx);
    http = new HttpProber(vertx);
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    return watch.check().probe() instanceof Probe.Http ? http.probe(watch) : tcp.probe(watch);
  }

  @Override
  public void close() {
    tcp.close();
    http.close();
  }
}
