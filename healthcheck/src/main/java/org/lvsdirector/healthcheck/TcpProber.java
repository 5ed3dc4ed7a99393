package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.healthcheck.reactor.Alarm;
import org.lvsdirector.healthcheck.reactor.Connection;
import org.lvsdirector.healthcheck.reactor.ConnectionListener;
import org.lvsdirector.healthcheck.reactor.Connector;
import org.lvsdirector.healthcheck.reactor.Route;
import org.lvsdirector.healthcheck.reactor.Ticker;

/**
 * Connects to a TCP port and resets the connection before the server's process hears of it, so that
 * neither side keeps anything and no server logs or counts a client that went away.
 */
final class TcpProber implements Prober {
  private final Ticker ticker;
  private final Connector connector;

  TcpProber(Ticker ticker, Connector connector) {
    this.ticker = ticker;
    this.connector = connector;
  }

  /** To be called on the connector's thread. */
  @Override
  public Future<ProbeResult> probe(Watch watch) {
    return new Knock(watch).run();
  }

  @Override
  public void close() {}

  static Route route(Watch watch) {
    Origin origin = watch.check().origin();
    return new Route(
        watch.target(), origin.address(), origin.device(), origin.mark(), Optional.empty());
  }

  private final class Knock implements ConnectionListener {
    private final Watch watch;
    private final long start = ticker.nanos();
    private final Alarm limit = ticker.alarm(this::late);
    private final Promise<ProbeResult> outcome = Promise.promise();
    private Connection connection;

    Knock(Watch watch) {
      this.watch = watch;
    }

    Future<ProbeResult> run() {
      try {
        connection = connector.connect(route(watch), this);
        limit.set(start + watch.check().timeout().toNanos());
      } catch (IOException e) {
        Duration took = took();
        outcome.complete(ProbeResult.unable(text(Causes.text(e), took), took));
      }
      return outcome.future();
    }

    @Override
    public void connected() {
      limit.clear();
      connection.close();
      Duration took = took();
      outcome.complete(ProbeResult.ok(text("connected", took), took));
    }

    @Override
    public void failed(IOException cause) {
      limit.clear();
      Duration took = took();
      String text = text(Causes.text(cause), took);
      outcome.complete(
          Causes.isOwnLack(cause)
              ? ProbeResult.unable(text, took)
              : ProbeResult.failed(text, took));
    }

    private void late() {
      connection.close();
      long millis = watch.check().timeout().toMillis();
      outcome.complete(
          ProbeResult.failed(
              "TCP connect to " + watch.name() + ": no answer within " + millis + " ms", took()));
    }

    private Duration took() {
      return Duration.ofNanos(ticker.nanos() - start);
    }

    private String text(String how, Duration took) {
      return "TCP connect to " + watch.name() + ": " + how + " after " + took.toMillis() + " ms";
    }
  }
}
