package org.lvsdirector.healthcheck.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.auth.RadiusProbe;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.text.Regex;

class DatagramProberTest {
  private final Vertx vertx = Vertx.vertx();
  private final DatagramProber prober = new DatagramProber(vertx, new Secrets(vertx));
  private DatagramSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void findsTheReply() throws Exception {
    answer(server, "PONG 7");
    ProbeResult result = probe(new UdpProbe("PING", Optional.of(new Regex("^PONG"))), 5000);
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text()).matches("UDP on 127\\.0\\.0\\.1:\\d+: answered PONG 7 after \\d+ ms");
  }

  @Test
  void saysWhatCameInsteadOfTheReply() throws Exception {
    answer(server, "BUSY");
    ProbeResult result = probe(new UdpProbe("PING", Optional.of(new Regex("^PONG"))), 5000);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains("answered BUSY but no ^PONG after");
  }

  @Test
  void silenceIsFailureOnlyWhereAReplyIsWanted() throws Exception {
    ProbeResult wanted = probe(new UdpProbe("x", Optional.of(new Regex("y"))), 200);
    assertThat(wanted.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(wanted.text()).endsWith(": no answer within 200 ms");
    ProbeResult unwanted = probe(new UdpProbe("x", Optional.empty()), 200);
    assertThat(unwanted.ok()).as(unwanted.text()).isTrue();
    assertThat(unwanted.text()).contains("sent, and no ICMP error came back");
  }

  @Test
  void anIcmpErrorIsFailure() throws Exception {
    int port = server.getLocalPort();
    server.close();
    ProbeResult result =
        Await.get(prober.probe(Watches.of(port, new UdpProbe("x", Optional.empty()), 5000)));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains(": port unreachable after ");
  }

  @Test
  void hearsNobodyElse() throws Exception {
    Thread liar =
        new Thread(
            () -> {
              try (DatagramSocket other = new DatagramSocket()) {
                DatagramPacket asked = new DatagramPacket(new byte[100], 100);
                server.receive(asked);
                other.send(packet("PONG", asked));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            "liar");
    liar.start();
    ProbeResult result = probe(new UdpProbe("PING", Optional.of(new Regex("^PONG"))), 1000);
    liar.join(10_000);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).endsWith(": no answer within 1000 ms");
  }

  @Test
  void saysWhichSecretCannotBeRead() throws Exception {
    ProbeResult result = probe(new RadiusProbe(Path.of("/nowhere/secret"), Optional.empty()), 5000);
    assertThat(result.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(result.text()).contains("/nowhere/secret");
  }

  private static void answer(DatagramSocket socket, String text) {
    Thread thread =
        new Thread(
            () -> {
              try {
                DatagramPacket asked = new DatagramPacket(new byte[100], 100);
                socket.receive(asked);
                socket.send(packet(text, asked));
              } catch (SocketException closed) {
                // The test is over.
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            "udp-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static DatagramPacket packet(String text, DatagramPacket asked) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new DatagramPacket(bytes, bytes.length, asked.getSocketAddress());
  }

  private ProbeResult probe(Probe probe, int timeoutMillis) throws Exception {
    return Await.get(prober.probe(Watches.of(server.getLocalPort(), probe, timeoutMillis)));
  }
}
