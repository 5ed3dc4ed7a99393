package org.lvsdirector.healthcheck.datagram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.secret.Secrets;

/** Asks the questions of {@link DatagramProbe}s. */
public final class DatagramProber implements Prober {
  private final Vertx vertx;
  private final Secrets secrets;

  /** Shares what is read from files with others. */
  public DatagramProber(Vertx vertx, Secrets secrets) {
    this.vertx = vertx;
    this.secrets = secrets;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    DatagramProbe probe = (DatagramProbe) watch.check().probe();
    Attempt attempt =
        Attempt.begin(vertx, probe.title() + " on " + watch.name(), watch.check().timeout());
    List<Future<Secret>> read = probe.secretFiles().stream().map(secrets::of).toList();
    attempt.after(
        Future.all(read),
        done -> {
          List<Secret> all = read.stream().map(Future::result).toList();
          DatagramExchange.ask(attempt, watch, probe.begin(all), end -> end.settle(attempt));
        });
    return attempt.outcome();
  }

  @Override
  public void close() {}
}
