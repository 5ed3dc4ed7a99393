package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.reactor.Reactor;

class TcpProberTest {
  private final Reactor reactor = new Reactor("test");
  private final TcpProber prober = new TcpProber(reactor, reactor);

  @AfterEach
  void stop() {
    reactor.close();
  }

  @Test
  void succeedsOnAListeningPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ProbeResult result = probe(watch(server.getLocalPort(), 2000));
      assertThat(result.ok()).as(result.text()).isTrue();
      assertThat(result.text())
          .matches("TCP connect to 127\\.0\\.0\\.1:\\d+: connected after \\d+ ms");
    }
  }

  @Test
  void saysWhenTheConnectionIsRefused() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    ProbeResult result = probe(watch(port, 2000));
    assertThat(result.ok()).isFalse();
    assertThat(result.text())
        .matches("TCP connect to 127\\.0\\.0\\.1:\\d+: connection refused after \\d+ ms");
  }

  @Test
  void givesUpOnABlackHoleAtTheTimeout() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fill = fillBacklog(server.getLocalPort());
      try {
        ProbeResult result = probe(watch(server.getLocalPort(), 200));
        assertThat(result.ok()).isFalse();
        assertThat(result.text()).endsWith(": no answer within 200 ms");
        assertThat(result.took()).isBetween(Duration.ofMillis(150), Duration.ofSeconds(2));
      } finally {
        for (Socket socket : fill) {
          socket.close();
        }
      }
    }
  }

  private ProbeResult probe(Watch watch) throws Exception {
    Promise<ProbeResult> outcome = Promise.promise();
    reactor.run(() -> prober.probe(watch).onComplete(outcome));
    return Await.get(outcome.future());
  }

  private static List<Socket> fillBacklog(int port) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
      } catch (SocketTimeoutException full) {
        return sockets;
      }
    }
    throw new IllegalStateException("the backlog of port " + port + " never filled");
  }

  private static Watch watch(int port, int timeoutMillis) {
    Duration timeout = Duration.ofMillis(timeoutMillis);
    Check check = new Check(new Probe.Tcp(), Duration.ofSeconds(10), timeout, 2, 2);
    return new Watch(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), check);
  }
}
