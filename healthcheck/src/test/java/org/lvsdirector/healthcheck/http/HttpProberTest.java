package org.lvsdirector.healthcheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.TlsContexts;

class HttpProberTest {
  private static final HttpProbe PAGE = page(Request.get("/"), Expectation.status(200, 399));

  private final Vertx vertx = Vertx.vertx();
  private final HttpProber prober =
      new HttpProber(vertx, new TlsContexts(vertx), new Secrets(vertx));
  private final AtomicInteger open = new AtomicInteger();
  private HttpServer server;

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void acceptsAnExpectedStatusAndLeavesNoConnection() throws Exception {
    serve(request -> request.response().end("hello"));
    ProbeResult result = probe(PAGE);
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text())
        .matches("HTTP GET / on 127\\.0\\.0\\.1:\\d+: status 200 after \\d+ ms");
    awaitNoConnections();
  }

  @Test
  void namesAnUnexpectedStatus() throws Exception {
    serve(request -> request.response().setStatusCode(503).end("busy"));
    ProbeResult result = probe(PAGE);
    assertThat(result.ok()).isFalse();
    assertThat(result.text()).contains(": status 503, expected 200-399, after ");
    awaitNoConnections();
  }

  @Test
  void sendsWhatItIsToldToTheServersOwnAddress() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    serve(
        request -> {
          request
              .body()
              .onSuccess(
                  body ->
                      seen.complete(
                          request.method()
                              + " "
                              + request.getHeader("Host")
                              + " "
                              + request.uri()
                              + " "
                              + request.getHeader("X-Check")
                              + " "
                              + body));
          request.endHandler(end -> request.response().end());
        });
    ProbeResult result =
        probe(
            page(
                new Request(
                    "POST",
                    "/ready?x=1",
                    Optional.of("shop.test"),
                    List.of(new Request.Header("X-Check", "yes")),
                    Optional.of("tell")),
                PAGE.expectation()));
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo("POST shop.test /ready?x=1 yes tell");
  }

  @Test
  void searchesTheBody() throws Exception {
    serve(request -> request.response().end("state: READY\n"));
    assertThat(probe(withBody("state:\\s+READY")).ok()).isTrue();
    ProbeResult missing = probe(withBody("state: BUSY"));
    assertThat(missing.ok()).isFalse();
    assertThat(missing.text())
        .contains("status 200 but no state: BUSY in the body's 13 bytes after ");
  }

  @Test
  void givesUpOnAnExpressionThatCostsTooMuch() throws Exception {
    serve(request -> request.response().end("a".repeat(60) + "!"));
    ProbeResult result = probe(withBody("(a+)+b\\1"), 10_000);
    assertThat(result.ok()).isFalse();
    assertThat(result.text()).contains("costs too much after ");
  }

  @Test
  void readsNoMoreThanTheLimitOfAnEndlessBody() throws Exception {
    serve(
        request -> {
          request.response().setChunked(true);
          vertx.setPeriodic(
              1,
              id -> {
                if (request.response().closed()) {
                  vertx.cancelTimer(id);
                } else {
                  request.response().write("x".repeat(10_000));
                }
              });
        });
    assertThat(probe(PAGE).ok()).isTrue();
    assertThat(probe(withBody("y")).text()).contains("no y in the body's 65536 bytes after ");
    awaitNoConnections();
  }

  @Test
  void theTimeoutCoversADrippingBody() throws Exception {
    serve(
        request -> {
          request.response().putHeader("Content-Length", "100000").write("x");
          vertx.setPeriodic(20, id -> request.response().write("x"));
        });
    ProbeResult result = probe(PAGE, 300);
    assertThat(result.ok()).isFalse();
    assertThat(result.text()).endsWith("status 200 but no end of the body within 300 ms");
    assertThat(result.took()).isLessThan(Duration.ofSeconds(3));
    awaitNoConnections();
  }

  @Test
  void theTimeoutCoversASilentServer() throws Exception {
    serve(request -> {});
    assertThat(probe(PAGE, 300).text()).endsWith(": no answer within 300 ms");
    awaitNoConnections();
  }

  @Test
  void saysWhenAnAnswerIsCutShort() throws Exception {
    serve(
        request -> {
          request.response().putHeader("Content-Length", "100").write("x");
          request.connection().close();
        });
    assertThat(probe(PAGE).text()).contains("connection closed by the server");
  }

  @Test
  void saysWhenTheConnectionIsRefused() throws Exception {
    serve(request -> {});
    int port = server.actualPort();
    Await.get(server.close());
    assertThat(Await.get(prober.probe(Watches.of(port, PAGE))).text())
        .contains(": connection refused after ");
  }

  @Test
  void skipsInterimAnswers() throws Exception {
    Peer peer =
        Peer.start(
            vertx,
            Peer.answering(
                "",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    ProbeResult result = Await.get(prober.probe(Watches.of(peer.port(), withBody("^ok$"))));
    assertThat(result.ok()).as(result.text()).isTrue();
    peer.awaitNoConnections();
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    for (String nonsense :
        List.of(
            "SSH-2.0-OpenSSH_9.2\r\n\r\n",
            "HTTP/1.1 huge\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000) + "\r\n\r\n",
            "\0".repeat(9000))) {
      Peer peer = Peer.start(vertx, Peer.answering("", nonsense));
      ProbeResult result = Await.get(prober.probe(Watches.of(peer.port(), PAGE)));
      assertThat(result.outcome()).as(nonsense).isEqualTo(Outcome.FAILED);
      assertThat(result.text()).contains("invalid HTTP: ");
      peer.awaitNoConnections();
    }
  }

  @Test
  void readsNoMoreThanItNeedsOfAGigabyte() throws Exception {
    AtomicLong sent = new AtomicLong();
    Peer peer = Peer.start(vertx, Peer.flooding("HTTP/1.1 200 OK\r\n\r\n", sent));
    ProbeResult result = Await.get(prober.probe(Watches.of(peer.port(), withBody("never"))));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("no never in the body's 65536 bytes");
    peer.awaitNoConnections();
    assertThat(sent.get()).isLessThan(64 << 20);
  }

  @Test
  void looksIntoJson() throws Exception {
    serve(request -> request.response().end("{\"status\":\"UP\",\"n\":[1,false,null]}"));
    assertThat(probe(withJson("/status", "UP")).ok()).isTrue();
    assertThat(probe(withJson("/n/0", "1")).ok()).isTrue();
    assertThat(probe(withJson("/n/1", "")).text()).contains("status 200 but /n/1 is false after");
    assertThat(probe(withJson("/status", "DOWN")).text())
        .contains("status 200 but /status is UP, expected DOWN after");
    assertThat(probe(withJson("/none", "")).text()).contains("but nothing at /none in the answer");
  }

  private void serve(Handler<HttpServerRequest> handler) throws Exception {
    listen(new HttpServerOptions(), handler);
  }

  private void listen(HttpServerOptions options, Handler<HttpServerRequest> handler)
      throws Exception {
    server =
        Await.get(
            vertx
                .createHttpServer(options)
                .connectionHandler(
                    connection -> {
                      open.incrementAndGet();
                      connection.closeHandler(closed -> open.decrementAndGet());
                    })
                .requestHandler(handler)
                .listen(0, "127.0.0.1"));
  }

  private ProbeResult probe(HttpProbe http) throws Exception {
    return probe(http, 5000);
  }

  private ProbeResult probe(HttpProbe http, int timeoutMillis) throws Exception {
    return Await.get(prober.probe(Watches.of(server.actualPort(), http, timeoutMillis)));
  }

  private void awaitNoConnections() throws InterruptedException {
    Await.until("no connection is left", () -> open.get() == 0);
  }

  private static HttpProbe withBody(String regex) {
    return page(
        Request.get("/"),
        new Expectation(
            PAGE.expectation().statuses(), Optional.of(new Regex(regex)), Optional.empty()));
  }

  private static HttpProbe withJson(String pointer, String value) {
    JsonMatch json =
        new JsonMatch(pointer, value.isEmpty() ? Optional.empty() : Optional.of(value));
    return page(
        Request.get("/"),
        new Expectation(PAGE.expectation().statuses(), Optional.empty(), Optional.of(json)));
  }

  private static HttpProbe page(Request request, Expectation expectation) {
    return new HttpProbe(request, expectation, Optional.empty(), false, Optional.empty());
  }
}
