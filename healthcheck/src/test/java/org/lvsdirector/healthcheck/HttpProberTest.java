package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpProberTest {
  private static final Probe.Http PAGE =
      new Probe.Http(
          false, false, "/", Optional.empty(), List.of(new Probe.StatusRange(200, 399)), none());

  private final Vertx vertx = Vertx.vertx();
  private final HttpProber prober = new HttpProber(vertx);
  @TempDir Path folder;
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
  void sendsPathAndHostToTheServersOwnAddress() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    serve(
        request -> {
          seen.complete(request.getHeader("Host") + " " + request.uri());
          request.response().end();
        });
    ProbeResult result =
        probe(
            new Probe.Http(
                false, false, "/ready?x=1", Optional.of("shop.test"), PAGE.expect(), none()));
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo("shop.test /ready?x=1");
  }

  @Test
  void searchesTheBody() throws Exception {
    serve(request -> request.response().end("state: READY\n"));
    assertThat(probe(withBody("state:\\s+READY")).ok()).isTrue();
    ProbeResult missing = probe(withBody("state: BUSY"));
    assertThat(missing.ok()).isFalse();
    assertThat(missing.text()).endsWith("status 200 but no state: BUSY in the body's 13 bytes");
  }

  @Test
  void givesUpOnAnExpressionThatCostsTooMuch() throws Exception {
    serve(request -> request.response().end("a".repeat(60) + "!"));
    ProbeResult result = probe(withBody("(a+)+b\\1"), 10_000);
    assertThat(result.ok()).isFalse();
    assertThat(result.text()).endsWith("costs too much");
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
    assertThat(probe(withBody("y")).text()).endsWith("no y in the body's 65536 bytes");
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
  void theTimeoutCoversAHandshakeThatNeverComes() throws Exception {
    NetServer mute =
        Await.get(vertx.createNetServer().connectHandler(s -> {}).listen(0, "127.0.0.1"));
    ProbeResult result = Await.get(prober.probe(watch(mute.actualPort(), tls(false), 300)));
    assertThat(result.text()).startsWith("HTTPS GET / on ").endsWith("no connection within 300 ms");
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
    assertThat(Await.get(prober.probe(watch(port, PAGE, 1000))).text())
        .contains(": connection refused after ");
  }

  @Test
  void speaksTlsWithOrWithoutVerification() throws Exception {
    serveTls(certificate());
    ProbeResult blind = probe(tls(false));
    assertThat(blind.ok()).as(blind.text()).isTrue();
    ProbeResult strict = probe(tls(true));
    assertThat(strict.ok()).isFalse();
    assertThat(strict.text()).contains("TLS failed: ");
  }

  @Test
  void verifiesTheNameAgainstATrustedCertificate() throws Exception {
    PfxOptions certificate = certificate();
    serveTls(certificate);
    HttpProber trusting = new HttpProber(vertx, Optional.of(certificate));
    ProbeResult good = Await.get(trusting.probe(watch(server.actualPort(), tls(true), 5000)));
    assertThat(good.ok()).as(good.text()).isTrue();
    Probe.Http other =
        new Probe.Http(true, true, "/", Optional.of("other.test"), PAGE.expect(), none());
    ProbeResult wrong = Await.get(trusting.probe(watch(server.actualPort(), other, 5000)));
    assertThat(wrong.ok()).isFalse();
    assertThat(wrong.text()).contains("TLS failed: ");
    trusting.close();
  }

  private void serve(Handler<HttpServerRequest> handler) throws Exception {
    listen(new HttpServerOptions(), handler);
  }

  private void serveTls(PfxOptions certificate) throws Exception {
    listen(
        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate),
        request -> request.response().end("secret"));
  }

  /** A certificate for lvs.test, signed by itself. */
  private PfxOptions certificate() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-dname",
                "CN=lvs.test",
                "-ext",
                "SAN=dns:lvs.test")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return new PfxOptions().setPath(store.toString()).setPassword("secret");
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

  private ProbeResult probe(Probe.Http http) throws Exception {
    return probe(http, 5000);
  }

  private ProbeResult probe(Probe.Http http, int timeoutMillis) throws Exception {
    return Await.get(prober.probe(watch(server.actualPort(), http, timeoutMillis)));
  }

  private void awaitNoConnections() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (open.get() != 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(open).hasValue(0);
  }

  private static Probe.Http withBody(String regex) {
    return new Probe.Http(
        false,
        false,
        "/",
        Optional.empty(),
        PAGE.expect(),
        Optional.of(new Probe.BodyMatch(regex)));
  }

  private static Probe.Http tls(boolean verify) {
    return new Probe.Http(true, verify, "/", Optional.of("lvs.test"), PAGE.expect(), none());
  }

  private static Optional<Probe.BodyMatch> none() {
    return Optional.empty();
  }

  private static Watch watch(int port, Probe probe, int timeoutMillis) {
    Check check = new Check(probe, Duration.ofSeconds(20), Duration.ofMillis(timeoutMillis), 2, 2);
    return new Watch(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), check);
  }
}
