package org.lvsdirector.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class InquestTest {
  private static final int MS = 200;

  @Test
  void whereNobodyListensTheProcessIsGone() throws IOException {
    ServerSocket server = server();
    server.close();
    assertThat(ask(server)).isEqualTo(Inquest.Finding.GONE);
  }

  @Test
  void whoTakesConnectionsLives() throws IOException {
    try (ServerSocket server = server()) {
      assertThat(ask(server)).isEqualTo(Inquest.Finding.LISTENS);
    }
  }

  @Test
  void ofWhoEndsConnectionsNothingIsProven() throws Exception {
    Thread closing;
    try (ServerSocket server = server()) {
      closing = new Thread(() -> closeAll(server));
      closing.start();
      assertThat(ask(server)).isEqualTo(Inquest.Finding.ENDS);
    }
    closing.join();
  }

  /** A dying process takes a connection that its kernel ends, and then refuses. */
  @Test
  void whoEndsOneConnectionAndRefusesTheNextIsGone() throws Exception {
    ServerSocket server = server();
    Thread dying = new Thread(() -> closeOne(server));
    dying.start();
    assertThat(ask(server)).isEqualTo(Inquest.Finding.GONE);
    dying.join();
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static Inquest.Finding ask(ServerSocket server) {
    InetAddress here = InetAddress.getLoopbackAddress();
    return Inquest.of(here, new InetSocketAddress(here, server.getLocalPort()), MS);
  }

  private static void closeAll(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void closeOne(ServerSocket server) {
    try {
      Socket accepted = server.accept();
      server.close();
      accepted.setSoLinger(true, 0);
      accepted.close();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
