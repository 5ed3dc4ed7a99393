package org.lvsdirector.healthcheck.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;

/** What every kind of probe over TCP has to stand, from servers that do all they should not. */
class BadDaysTest {
  private static final int TIMEOUT_MILLIS = 1500;
  private static Vertx vertx;
  private static Probers probers;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    probers = new Probers(vertx);
    // TLS is made ready once; a probe that has to wait for that says so.
    Await.get(probers.probe(Watches.of(9, EveryKind.overTcp().get("tls"), 20_000)));
  }

  @AfterAll
  static void stop() throws Exception {
    probers.close();
    Await.get(vertx.close());
  }

  static Collection<String> kinds() {
    return EveryKind.overTcp().keySet();
  }

  @Test
  void acceptsAndNeverAnswers() throws Exception {
    everyKind(Peer.mute(), "no ", " within 1500 ms");
  }

  @Test
  void dripsByteByByte() throws Exception {
    Map<String, ProbeResult> results = everyKind(Peer.dripping(vertx, "", 100), "", "");
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result.took()).isLessThan(Duration.ofSeconds(4)));
  }

  @Test
  void closesAtOnce() throws Exception {
    Map<String, ProbeResult> results = everyKind(Peer.closing(), "", "");
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result.text()).containsAnyOf("closed", "reset"));
  }

  @Test
  void speaksAnotherProtocol() throws Exception {
    everyKind(Peer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n"), "", "");
    everyKind(Peer.saying("\0\1\2\3\4\5\6\7".repeat(2000)), "", "");
  }

  @Test
  void isNotThere() throws Exception {
    int port;
    try (ServerSocket none = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = none.getLocalPort();
    }
    for (Map.Entry<String, Probe> each : EveryKind.overTcp().entrySet()) {
      ProbeResult result = probe(port, each.getValue());
      assertThat(result.outcome()).as(each.getKey()).isEqualTo(Outcome.FAILED);
      assertThat(result.text()).as(each.getKey()).contains("connection refused");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sendsAGigabyte(String kind) throws Exception {
    for (String text : new String[] {"\r\n!", "220 HTTP/1.1 * OK +OK ", "\0"}) {
      AtomicLong sent = new AtomicLong();
      Peer peer = Peer.start(vertx, Peer.flooding(text, sent));
      ProbeResult result = probe(peer.port(), EveryKind.overTcp().get(kind));
      assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.FAILED);
      peer.awaitNoConnections();
      assertThat(sent.get()).isLessThan(64 << 20);
    }
  }

  private static Map<String, ProbeResult> everyKind(
      Handler<NetSocket> behaviour, String contained, String end) throws Exception {
    Peer peer = Peer.start(vertx, behaviour);
    Map<String, Future<ProbeResult>> running = new LinkedHashMap<>();
    EveryKind.overTcp()
        .forEach(
            (kind, probe) ->
                running.put(kind, probers.probe(Watches.of(peer.port(), probe, TIMEOUT_MILLIS))));
    Map<String, ProbeResult> results = new LinkedHashMap<>();
    for (Map.Entry<String, Future<ProbeResult>> each : running.entrySet()) {
      ProbeResult result = Await.get(each.getValue());
      results.put(each.getKey(), result);
      assertThat(result.outcome())
          .as(each.getKey() + ": " + result.text())
          .isEqualTo(Outcome.FAILED);
      assertThat(result.text()).as(each.getKey()).contains(contained).endsWith(end);
    }
    peer.awaitNoConnections();
    return results;
  }

  private static ProbeResult probe(int port, Probe probe) throws Exception {
    return Await.get(probers.probe(Watches.of(port, probe, TIMEOUT_MILLIS)));
  }
}
