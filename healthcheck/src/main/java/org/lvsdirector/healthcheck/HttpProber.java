package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks for a page over HTTP/1.1 or HTTPS, on a connection of its own each time. */
final class HttpProber implements Prober {
  private final Vertx vertx;
  private final Optional<TrustOptions> trust;
  private final Map<Kind, HttpClient> clients = new HashMap<>();

  HttpProber(Vertx vertx) {
    this(vertx, Optional.empty());
  }

  /**
   * Makes a prober.
   *
   * @param trust the authorities that verified checks trust; empty = those of the JDK
   */
  HttpProber(Vertx vertx, Optional<TrustOptions> trust) {
    this.vertx = vertx;
    this.trust = trust;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    Probe.Http http = (Probe.Http) watch.check().probe();
    Kind kind = new Kind(http.tls(), http.verify(), watch.check().timeout());
    return new HttpAttempt(vertx, watch, http).run(client(kind));
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(HttpClient::close);
    clients.clear();
  }

  private synchronized HttpClient client(Kind kind) {
    return clients.computeIfAbsent(kind, this::create);
  }

  private HttpClient create(Kind kind) {
    int timeout = (int) kind.timeout().toMillis();
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setSsl(kind.tls())
            .setTrustAll(!kind.verify())
            .setVerifyHost(kind.verify())
            .setConnectTimeout(timeout)
            .setSslHandshakeTimeout(timeout)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (kind.verify()) {
      trust.ifPresent(options::setTrustOptions);
    }
    // Wide enough that the probes of many pages of one server do not wait for each other.
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(128);
    return vertx.httpClientBuilder().with(options).with(pool).build();
  }

  /** What a client is made for; handshake and connect timeouts belong to the client. */
  private record Kind(boolean tls, boolean verify, Duration timeout) {}
}
