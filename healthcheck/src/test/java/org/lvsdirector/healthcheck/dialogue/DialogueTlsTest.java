package org.lvsdirector.healthcheck.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Tls;
import org.lvsdirector.healthcheck.tls.TlsContexts;

class DialogueTlsTest {
  @TempDir static Path folder;
  private static Identity identity;
  private static Identity soonOver;

  private final Vertx vertx = Vertx.vertx();
  private final DialogueProber prober =
      new DialogueProber(vertx, new TlsContexts(vertx), new Secrets(vertx));

  @BeforeAll
  static void identities() throws Exception {
    identity = Identity.create(folder, "lvs.test", 90);
    soonOver = Identity.create(folder, "old.test", 5);
  }

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void speaksTlsWithoutVerification() throws Exception {
    ProbeResult result = probe(secure(identity), Tls.BLIND);
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text()).matches("TLS on \\S+: answered hello after \\d+ ms");
    assertThat(result.findings().certificateDays()).hasValue(89);
  }

  @Test
  void verifiesTheNameAgainstATrustedCertificate() throws Exception {
    Peer peer = secure(identity);
    assertThat(probe(peer, verified(identity, Optional.of("lvs.test"))).ok()).isTrue();
    assertThat(probe(peer, verified(identity, Optional.empty())).ok()).as("address").isTrue();
    ProbeResult other = probe(peer, verified(identity, Optional.of("other.test")));
    assertThat(other.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(other.text()).contains("TLS failed: No subject alternative DNS name matching other");
    ProbeResult stranger = probe(peer, verified(soonOver, Optional.of("lvs.test")));
    assertThat(stranger.text()).contains("TLS failed: ");
  }

  @Test
  void warnsOfACertificateThatEndsSoon() throws Exception {
    ProbeResult result = probe(secure(soonOver), Tls.BLIND);
    assertThat(result.ok()).isTrue();
    assertThat(result.findings().certificateDays()).hasValue(4);
    assertThat(result.text()).contains("answered hello, but its certificate ends in 4 days after");
  }

  @Test
  void showsACertificateOfItsOwn() throws Exception {
    NetServerOptions options =
        options(identity)
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertPath(soonOver.certificate().toString()));
    Peer peer = Peer.start(vertx, options, Peer.saying("hello"));
    Tls shown =
        new Tls(false, Optional.empty(), Optional.empty(), Optional.of(soonOver.forProbe()), 0);
    ProbeResult good = probe(peer, shown);
    assertThat(good.ok()).as(good.text()).isTrue();
    assertThat(probe(peer, Tls.BLIND).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    Tls tls =
        new Tls(
            true, Optional.of(Path.of("/nowhere/ca.pem")), Optional.empty(), Optional.empty(), 0);
    ProbeResult result = probe(secure(identity), tls);
    assertThat(result.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(result.text()).contains("/nowhere/ca.pem");
  }

  @Test
  void refusesTls10() throws Exception {
    Peer peer =
        Peer.start(
            vertx,
            socket ->
                socket.handler(
                    hello ->
                        socket.write(
                            Buffer.buffer(
                                HexFormat.of()
                                    .parseHex(
                                        "160301002a" // record: handshake, TLS 1.0, 42 bytes
                                            + "02000026" // ServerHello, 38 bytes
                                            + "0301" // TLS 1.0
                                            + "00".repeat(32) // random
                                            + "00" // no session
                                            + "002f" // TLS_RSA_WITH_AES_128_CBC_SHA
                                            + "00"))))); // no compression
    ProbeResult result = probe(peer, Tls.BLIND);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("TLS failed: ").contains("TLS10");
  }

  @Test
  void saysWhenTheServerSpeaksNoTls() throws Exception {
    ProbeResult result = probe(Peer.start(vertx, Peer.saying("220 hello\r\n")), Tls.BLIND);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("TLS failed: ");
  }

  @Test
  void theTimeoutCoversAHandshakeThatNeverComes() throws Exception {
    Peer peer = Peer.start(vertx, Peer.mute());
    ProbeResult result = Await.get(prober.probe(Watches.of(peer.port(), stream(Tls.BLIND), 500)));
    assertThat(result.text()).endsWith(": no TLS handshake within 500 ms");
    peer.awaitNoConnections();
  }

  @Test
  void refusesWhatComesBetweenAgreementAndTls() throws Exception {
    DialogueProbe eager =
        new Eager(
            in -> {
              if (!in.isReadable()) {
                return Step.await("no word");
              }
              in.readByte();
              return new Step.Encrypt();
            });
    Peer peer = Peer.start(vertx, Peer.saying("go! and this"));
    ProbeResult result = Await.get(prober.probe(Watches.of(peer.port(), eager)));
    assertThat(result.text()).contains("sends something between agreeing to TLS and speaking it");
  }

  private record Eager(Dialogue dialogue) implements DialogueProbe {
    @Override
    public String title() {
      return "eager";
    }

    @Override
    public Optional<Tls> tls() {
      return Optional.of(Tls.BLIND);
    }

    @Override
    public boolean beginsInTheClear() {
      return true;
    }

    @Override
    public Dialogue begin(Optional<org.lvsdirector.healthcheck.secret.Secret> secret) {
      return dialogue;
    }
  }

  private Peer secure(Identity shown) throws Exception {
    Handler<NetSocket> hello = Peer.saying("hello");
    return Peer.start(vertx, options(shown), hello);
  }

  private static NetServerOptions options(Identity shown) {
    return new NetServerOptions().setSsl(true).setKeyCertOptions(shown.forServer());
  }

  private ProbeResult probe(Peer peer, Tls tls) throws Exception {
    return Await.get(prober.probe(Watches.of(peer.port(), stream(tls), 15_000)));
  }

  private static StreamProbe stream(Tls tls) {
    return new StreamProbe(Optional.empty(), Optional.of(new Regex("hello")), Optional.of(tls));
  }

  private static Tls verified(Identity trusted, Optional<String> name) {
    return new Tls(true, Optional.of(trusted.certificate()), name, Optional.empty(), 14);
  }
}
