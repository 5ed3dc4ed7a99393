package org.lvsdirector.healthcheck.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.tls.TlsContexts;

class GrpcProberTest {
  private static final Buffer SERVING = Buffer.buffer(new byte[] {0, 0, 0, 0, 2, 8, 1});

  private final Vertx vertx = Vertx.vertx();
  private final GrpcProber prober = new GrpcProber(vertx, new TlsContexts(vertx));

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void asksAsAClientWould() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    int port =
        serve(
            request -> {
              seen.complete(
                  "%s %s %s %s %s"
                      .formatted(
                          request.method(),
                          request.uri(),
                          request.authority(),
                          request.getHeader("content-type"),
                          request.getHeader("te")));
              answer(request, SERVING, "0");
            });
    GrpcProbe probe = new GrpcProbe("shop.Cart", Optional.of("shop.test"), Optional.empty());
    ProbeResult result = Await.get(prober.probe(Watches.of(port, probe)));
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text())
        .matches("gRPC health of shop\\.Cart on 127\\.0\\.0\\.1:\\d+: SERVING after \\d+ ms");
    assertThat(seen.get(5, TimeUnit.SECONDS))
        .isEqualTo("POST /grpc.health.v1.Health/Check shop.test application/grpc trailers");
  }

  @Test
  void saysWhenTheServerIsNotServing() throws Exception {
    int port = serve(request -> answer(request, SERVING.copy().setByte(6, (byte) 2), "0"));
    ProbeResult result = probe(port, 5000);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains(": NOT_SERVING after ");
    int unknown = serve(request -> answer(request, Buffer.buffer(), "5"));
    assertThat(probe(unknown, 5000).text()).contains(": grpc-status 5, no such service after ");
  }

  @Test
  void theTimeoutCoversAServerThatNeverEnds() throws Exception {
    int port = serve(request -> request.response().setChunked(true).write(SERVING));
    assertThat(probe(port, 500).text())
        .endsWith(": status 200 but no end of the body within 500 ms");
  }

  @Test
  void saysWhenTheServerSpeaksSomethingElse() throws Exception {
    Peer old = Peer.start(vertx, Peer.answering("", "HTTP/1.1 400 Bad Request\r\n\r\n"));
    ProbeResult result = probe(old.port(), 5000);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("HTTP/2");
    old.awaitNoConnections();
  }

  private static void answer(HttpServerRequest request, Buffer body, String status) {
    HttpServerResponse response = request.response();
    response.putHeader("content-type", "application/grpc").putTrailer("grpc-status", status);
    response.end(body);
  }

  private int serve(Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server =
        Await.get(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  private ProbeResult probe(int port, int timeoutMillis) throws Exception {
    GrpcProbe probe = new GrpcProbe("", Optional.empty(), Optional.empty());
    return Await.get(prober.probe(Watches.of(port, probe, timeoutMillis)));
  }
}
