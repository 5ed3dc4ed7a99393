package org.lvsdirector.healthcheck.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
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

class DialogueProberTest {
  private final Vertx vertx = Vertx.vertx();
  private final DialogueProber prober =
      new DialogueProber(vertx, new TlsContexts(vertx), new Secrets(vertx));
  private Peer peer;

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void sendsAndFindsTheReply() throws Exception {
    serve(Peer.answering("", "PONG\r\n"));
    ProbeResult result = probe(stream("PING\r\n", "^PONG\\s"));
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text())
        .matches("TCP on 127\\.0\\.0\\.1:\\d+: answered PONG\\?\\? after \\d+ ms");
    peer.awaitNoConnections();
  }

  @Test
  void sendsEachCharacterAsAByte() throws Exception {
    serve(socket -> socket.handler(asked -> socket.write("%02x".formatted(asked.getByte(0)))));
    assertThat(probe(stream("ÿ", "ff")).ok()).isTrue();
  }

  @Test
  void waitsForTheReplyAcrossPieces() throws Exception {
    serve(Peer.dripping(vertx, "220 ready\r\n", 5));
    assertThat(probe(stream("", "220 .*\\r\\n")).ok()).isTrue();
  }

  @Test
  void saysWhatCameInsteadOfTheReply() throws Exception {
    serve(
        socket -> {
          socket.write("BUSY");
          socket.close();
        });
    assertThat(probe(stream("", "READY")).text()).contains(": answered BUSY but no READY after");
    serve(Peer.saying("BUSY"));
    assertThat(probe(stream("", "READY"), 200).text())
        .endsWith(": answered BUSY but no READY within 200 ms");
    peer.awaitNoConnections();
  }

  @Test
  void theTimeoutCoversASilentServer() throws Exception {
    serve(Peer.mute());
    ProbeResult result = probe(stream("", "x"), 200);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).endsWith(": no answer within 200 ms");
    assertThat(result.took()).isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
    peer.awaitNoConnections();
  }

  @Test
  void theTimeoutCoversADrippingServer() throws Exception {
    serve(Peer.dripping(vertx, "", 20));
    ProbeResult result = probe(stream("", "READY"), 300);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).endsWith("x but no READY within 300 ms");
    assertThat(result.took()).isLessThan(Duration.ofSeconds(3));
    peer.awaitNoConnections();
  }

  @Test
  void readsNoMoreThanItNeedsOfAGigabyte() throws Exception {
    AtomicLong sent = new AtomicLong();
    serve(Peer.flooding("no end", sent));
    ProbeResult result = probe(stream("", "READY"));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("no READY in the answer's first 16384 bytes");
    peer.awaitNoConnections();
    assertThat(sent.get()).isLessThan(64 << 20);
  }

  @Test
  void saysWhenTheServerClosesAtOnce() throws Exception {
    serve(Peer.closing());
    assertThat(probe(stream("", "x")).text()).contains("connection closed by the server");
    peer.awaitNoConnections();
  }

  @Test
  void saysWhenTheConnectionIsRefused() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    ProbeResult result = Await.get(prober.probe(Watches.of(port, stream("", "x"))));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains(": connection refused after ");
  }

  @Test
  void givesUpOnAnExpressionThatCostsTooMuch() throws Exception {
    serve(Peer.saying("a".repeat(60) + "!"));
    ProbeResult result = probe(stream("", "(a+)+b\\1"));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("searching the answer's 61 bytes for (a+)+b\\1 costs too");
  }

  private void serve(Handler<NetSocket> behaviour) throws Exception {
    peer = Peer.start(vertx, behaviour);
  }

  private ProbeResult probe(DialogueProbe probe) throws Exception {
    return probe(probe, 5000);
  }

  private ProbeResult probe(DialogueProbe probe, int timeoutMillis) throws Exception {
    return Await.get(prober.probe(Watches.of(peer.port(), probe, timeoutMillis)));
  }

  private static StreamProbe stream(String send, String reply) {
    return new StreamProbe(
        send.isEmpty() ? Optional.empty() : Optional.of(send),
        Optional.of(new Regex(reply)),
        Optional.empty());
  }
}
