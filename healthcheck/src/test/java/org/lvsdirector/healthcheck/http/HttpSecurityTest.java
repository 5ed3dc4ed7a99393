package org.lvsdirector.healthcheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.secret.Login;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.tls.Tls;
import org.lvsdirector.healthcheck.tls.TlsContexts;

class HttpSecurityTest {
  @TempDir static Path folder;
  private static Identity identity;
  private static Path passwordFile;

  private final Vertx vertx = Vertx.vertx();
  private final HttpProber prober =
      new HttpProber(vertx, new TlsContexts(vertx), new Secrets(vertx));
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void files() throws Exception {
    identity = Identity.create(folder, "lvs.test", 90);
    passwordFile = Files.writeString(folder.resolve("password"), "Circle of Life\n");
  }

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void speaksHttpsAndVerifies() throws Exception {
    int port = serve(true, request -> request.response().end("secret"));
    ProbeResult good = probe(port, page(Optional.of(verified("lvs.test")), false));
    assertThat(good.ok()).as(good.text()).isTrue();
    assertThat(good.text()).startsWith("HTTPS GET / on ").contains(": status 200 after ");
    assertThat(good.findings().certificateDays()).hasValue(89);
    ProbeResult wrong = probe(port, page(Optional.of(verified("other.test")), false));
    assertThat(wrong.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(wrong.text()).contains("TLS failed: ");
  }

  @Test
  void speaksHttp2InTlsAndInTheClear() throws Exception {
    Handler<HttpServerRequest> version =
        request ->
            request
                .response()
                .setStatusCode(request.version().alpnName().startsWith("h2") ? 200 : 505)
                .end("x".repeat(1000));
    int secured = serve(true, version);
    ProbeResult inTls = probe(secured, page(Optional.of(Tls.BLIND), true));
    assertThat(inTls.ok()).as(inTls.text()).isTrue();
    assertThat(probe(secured, page(Optional.of(Tls.BLIND), false)).text()).contains("status 505");
    ProbeResult clear = probe(serve(false, version), page(Optional.empty(), true));
    assertThat(clear.ok()).as(clear.text()).isTrue();
  }

  @Test
  void saysWhenTheServerKnowsNoHttp2() throws Exception {
    Peer old = Peer.start(vertx, Peer.answering("", "HTTP/1.1 400 Bad Request\r\n\r\n"));
    ProbeResult result = probe(old.port(), page(Optional.empty(), true));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("HTTP/2");
    old.awaitNoConnections();
    HttpServerOptions options = options(true).setUseAlpn(false);
    ProbeResult refused = probe(serve(options, request -> {}), page(Optional.of(Tls.BLIND), true));
    assertThat(refused.text()).contains("the server does not offer HTTP/2");
  }

  @Test
  void theTimeoutCoversAnHttp2ServerThatIsSilent() throws Exception {
    Peer mute = Peer.start(vertx, Peer.mute());
    ProbeResult result =
        Await.get(prober.probe(Watches.of(mute.port(), page(Optional.empty(), true), 500)));
    assertThat(result.text()).endsWith(": no answer within 500 ms");
    mute.awaitNoConnections();
  }

  @Test
  void showsAPasswordAtOnce() throws Exception {
    int port = serve(false, this::guarded);
    ProbeResult result = probe(port, login(HttpLogin.Scheme.BASIC));
    assertThat(result.ok()).as(result.text()).isTrue();
    // "Mufasa:Circle of Life"
    assertThat(authorizations).containsExactly("Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
  }

  @Test
  void answersAChallenge() throws Exception {
    int port = serve(false, this::guarded);
    ProbeResult result = probe(port, login(HttpLogin.Scheme.DIGEST));
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(authorizations).hasSize(2);
    assertThat(authorizations.get(0)).isEqualTo("none");
    assertThat(authorizations.get(1))
        .startsWith("Digest username=\"Mufasa\", realm=\"lions\", nonce=\"n1\", uri=\"/\"")
        .doesNotContain("Circle");
  }

  @Test
  void saysWhenThePasswordCannotBeRead() throws Exception {
    HttpProbe lost =
        new HttpProbe(
            Request.get("/"),
            Expectation.status(200, 200),
            Optional.empty(),
            false,
            Optional.of(
                new HttpLogin(
                    new Login("u", Path.of("/nowhere/password")), HttpLogin.Scheme.BASIC)));
    ProbeResult result = probe(1, lost);
    assertThat(result.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(result.text()).contains("/nowhere/password");
  }

  /** Accepts any answer to its challenge; that it is right is shown elsewhere. */
  private void guarded(HttpServerRequest request) {
    String authorization =
        String.valueOf(request.getHeader("Authorization")).replace("null", "none");
    authorizations.add(authorization);
    if (authorization.equals("none")) {
      request
          .response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Digest realm=\"lions\", nonce=\"n1\", qop=\"auth\"")
          .end();
    } else {
      request.response().end();
    }
  }

  private int serve(boolean tls, Handler<HttpServerRequest> handler) throws Exception {
    return serve(options(tls), handler);
  }

  private int serve(HttpServerOptions options, Handler<HttpServerRequest> handler)
      throws Exception {
    HttpServer server =
        Await.get(vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  private static HttpServerOptions options(boolean tls) {
    HttpServerOptions options = new HttpServerOptions();
    return tls
        ? options.setSsl(true).setUseAlpn(true).setKeyCertOptions(identity.forServer())
        : options;
  }

  private ProbeResult probe(int port, HttpProbe probe) throws Exception {
    return Await.get(prober.probe(Watches.of(port, probe, 15_000)));
  }

  private static HttpProbe page(Optional<Tls> tls, boolean http2) {
    return new HttpProbe(
        Request.get("/"), Expectation.status(200, 399), tls, http2, Optional.empty());
  }

  private static HttpProbe login(HttpLogin.Scheme scheme) {
    return new HttpProbe(
        Request.get("/"),
        Expectation.status(200, 200),
        Optional.empty(),
        false,
        Optional.of(new HttpLogin(new Login("Mufasa", passwordFile), scheme)));
  }

  private static Tls verified(String name) {
    return new Tls(
        true, Optional.of(identity.certificate()), Optional.of(name), Optional.empty(), 14);
  }
}
