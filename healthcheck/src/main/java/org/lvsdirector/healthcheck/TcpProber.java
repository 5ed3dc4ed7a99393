package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;

/** Opens a TCP connection and closes it. */
public final class TcpProber implements Prober {
  private final NetClient client;

  /** Opens nothing before it is asked to. */
  public TcpProber(Vertx vertx) {
    client = vertx.createNetClient(new NetClientOptions().setReconnectAttempts(0));
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    long start = System.nanoTime();
    Duration timeout = watch.check().timeout();
    ConnectOptions to =
        new ConnectOptions()
            .setRemoteAddress(SocketAddress.inetSocketAddress(watch.target()))
            .setTimeout((int) timeout.toMillis());
    String what = "TCP connect to " + watch.name() + ": ";
    return client
        .connect(to)
        .map(
            socket -> {
              socket.close();
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              return ProbeResult.ok(what + "connected after " + took.toMillis() + " ms", took);
            })
        .otherwise(
            failure -> {
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              return ProbeResult.failed(what + reason(failure, took, timeout), took);
            });
  }

  private static String reason(Throwable failure, Duration took, Duration timeout) {
    boolean late =
        failure instanceof ConnectException
            && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
    return late
        ? "no answer within " + timeout.toMillis() + " ms"
        : Causes.text(failure) + " after " + took.toMillis() + " ms";
  }

  @Override
  public void close() {
    client.close();
  }
}
