package org.lvsdirector.healthcheck.http;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.exchange.HttpExchange;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.tls.Tls;
import org.lvsdirector.healthcheck.tls.TlsContexts;

/** Asks for pages, on a connection of its own each time. */
public final class HttpProber implements Prober {
  private final Vertx vertx;
  private final TlsContexts contexts;
  private final Secrets secrets;

  /** Shares what is read from files with others. */
  public HttpProber(Vertx vertx, TlsContexts contexts, Secrets secrets) {
    this.vertx = vertx;
    this.contexts = contexts;
    this.secrets = secrets;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    HttpProbe probe = (HttpProbe) watch.check().probe();
    Request request = probe.request();
    String scheme = probe.tls().isPresent() ? "HTTPS " : "HTTP ";
    String what = scheme + request.method() + " " + request.path() + " on " + watch.name();
    Attempt attempt = Attempt.begin(vertx, what, watch.check().timeout());
    Optional<Path> file = probe.login().map(it -> it.login().passwordFile());
    Future<Optional<Secret>> secret = secrets.of(file);
    Future<Optional<SslContext>> context = context(probe);
    attempt.after(
        Future.all(secret, context),
        read ->
            new HttpAttempt(vertx, attempt, watch, probe, context.result(), secret.result()).run());
    return attempt.outcome();
  }

  private Future<Optional<SslContext>> context(HttpProbe probe) {
    List<String> protocols = probe.http2() ? List.of(HttpExchange.H2) : List.of();
    Optional<Tls> tls = probe.tls();
    return tls.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : contexts.of(tls.get(), protocols).map(Optional::of);
  }

  @Override
  public void close() {}
}
