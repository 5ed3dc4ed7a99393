package org.lvsdirector.healthcheck.grpc;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.exchange.HttpExchange;
import org.lvsdirector.healthcheck.tls.Encryption;
import org.lvsdirector.healthcheck.tls.TlsContexts;

/** Asks gRPC servers for their health, on a connection of its own each time. */
public final class GrpcProber implements Prober {
  private static final String CHECK = "/grpc.health.v1.Health/Check";

  private final Vertx vertx;
  private final TlsContexts contexts;

  /** Shares what is read from files with others. */
  public GrpcProber(Vertx vertx, TlsContexts contexts) {
    this.vertx = vertx;
    this.contexts = contexts;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    GrpcProbe probe = (GrpcProbe) watch.check().probe();
    String whole = probe.service().isEmpty() ? "" : " of " + probe.service();
    Attempt attempt =
        Attempt.begin(
            vertx, "gRPC health" + whole + " on " + watch.name(), watch.check().timeout());
    attempt.after(context(probe), context -> ask(attempt, watch, probe, context));
    return attempt.outcome();
  }

  private Future<Optional<SslContext>> context(GrpcProbe probe) {
    return probe.tls().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : contexts.of(probe.tls().get(), List.of(HttpExchange.H2)).map(Optional::of);
  }

  private static void ask(
      Attempt attempt, Watch watch, GrpcProbe probe, Optional<SslContext> context) {
    Optional<Encryption> encryption =
        context.map(it -> new Encryption(it, probe.tls().orElseThrow(), watch.target()));
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, CHECK, HealthMessage.request(probe.service()));
    HttpHeaders headers = request.headers();
    headers.set(HttpHeaderNames.HOST, probe.host().orElseGet(watch::name));
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/grpc");
    headers.set(HttpHeaderNames.TE, "trailers");
    headers.set(HttpHeaderNames.USER_AGENT, "lvs-director");
    new HttpExchange(attempt, watch, encryption, true)
        .send(
            request,
            status -> status == 200,
            answer -> HealthAnswer.judge(answer).over(encryption).settle(attempt));
  }

  @Override
  public void close() {}
}
