package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

class GuardTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Vertx vertx = Vertx.vertx();
  private ApiServer server;

  @BeforeEach
  void serve() throws Exception {
    ApiConfig config =
        new ApiConfig(
            new Endpoint(Addresses.parse("127.0.0.1").orElseThrow(), 0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            5,
            true);
    server = new ApiServer(new FakeNode(), config, PATIENCE);
    vertx.deployVerticle(server).await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Socket connect(String text) throws IOException {
    Socket socket = new Socket(Addresses.parse("127.0.0.1").orElseThrow(), server.port());
    socket.setSoTimeout(20_000);
    write(socket, text);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Whether a connection is closed although a byte comes every now and then. */
  private static void dripUntilClosed(Socket socket) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try {
      while (System.nanoTime() < deadline) {
        write(socket, "x");
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (IOException closed) {
      return;
    }
    throw new AssertionError("still open after 20 s");
  }

  @Test
  void aHeadThatTricklesInIsNotWaitedFor() throws Exception {
    try (Socket slow = connect("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-")) {
      dripUntilClosed(slow);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    try (Socket silent = connect("")) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aBodyThatTricklesInIsNotWaitedFor() throws Exception {
    try (Socket slow =
        connect(
            "POST /api/v1/plan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")) {
      dripUntilClosed(slow);
    }
  }

  @Test
  void aConnectionMayBeUsedAgainButNotKeptForNothing() throws Exception {
    String request = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket socket = connect(request)) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      write(socket, request);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains("HTTP/1.1 200");
    }
  }

  @Test
  void aStreamMayLastLongerThanAnyRequest() throws Exception {
    try (Socket live = connect("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      byte[] some = new byte[100_000];
      long until = System.nanoTime() + PATIENCE.multipliedBy(10).toNanos();
      while (System.nanoTime() < until) {
        assertThat(live.getInputStream().read(some)).isPositive();
      }
    }
  }

  @Test
  void anAddressThatAsksTooMuchIsTold() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      try (Socket socket =
          connect("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        answers.add(
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .substring(9, 12));
      }
    }
    assertThat(answers).contains("200", "429");
  }

  @Test
  void pathsThatLeadElsewhereLeadNowhere() throws Exception {
    for (String path :
        List.of(
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/api/v1/../../../etc/passwd",
            "/api/v1/services/..%2f..%2fetc%2fpasswd",
            "//etc/passwd",
            "/api/v1/services/%00",
            "/api/v1/services/%zz",
            "/api/v1/status%2f..%2fconfig",
            "/api/v1/nothing/../../../../livez/..%2f")) {
      try (Socket socket =
          connect("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as(path).matches("(?s)HTTP/1.[01] 4\\d\\d .*").doesNotContain("root:");
      }
    }
  }
}
