package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private Served api;

  @BeforeEach
  void serve() throws Exception {
    api = new Served(Optional.empty(), false);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void replaysWhatWasMissedThenFollows() throws Exception {
    api.node.events.emit("master", "web", "first");
    api.node.events.emit("master", "web", "second");
    try (Socket socket = listen("Last-Event-ID: 1")) {
      BufferedReader in = reader(socket);
      assertThat(nextData(in)).contains("\"id\":2").contains("second");
      api.node.events.emit("server-down", "web/10.0.0.1:80", "third");
      assertThat(nextData(in)).contains("\"id\":3").contains("third");
    }
  }

  @Test
  void numberFromBeforeARestartMeansAll() throws Exception {
    api.node.events.emit("master", "web", "first");
    try (Socket socket = listen("Last-Event-ID: 900")) {
      assertThat(nextData(reader(socket))).contains("\"id\":1");
    }
  }

  @Test
  void listComesAsJson() throws Exception {
    api.node.events.emit("master", "web", "first");
    api.node.events.emit("master", "web", "second");
    assertThat(api.get("/api/v1/events?follow=false&after=1").body())
        .startsWith("[{\"id\":2")
        .endsWith("}]\n");
    assertThat(api.get("/api/v1/events?follow=false&after=x").statusCode()).isEqualTo(400);
  }

  @Test
  void listenerThatDoesNotReadIsCutOff() throws Exception {
    try (Socket socket = listen("Last-Event-ID: 0")) {
      assertThat(reader(socket).readLine()).contains("200");
      String large = "x".repeat(20_000);
      Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
      for (int i = 0; i < 2000; i++) {
        api.node.events.emit("noise", "web", large);
      }
      assertThat(drainUntilClosed(socket, deadline)).isLessThan(2000L * large.length());
    }
  }

  private static long drainUntilClosed(Socket socket, Instant deadline) {
    byte[] buffer = new byte[65536];
    long total = 0;
    try {
      while (Instant.now().isBefore(deadline)) {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          return total;
        }
        total += count;
      }
    } catch (IOException reset) {
      return total;
    }
    throw new AssertionError("still open after " + total + " bytes");
  }

  private Socket listen(String header) throws IOException {
    return api.raw("GET /api/v1/events HTTP/1.1", "Host: localhost", header);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String nextData(BufferedReader in) throws IOException {
    for (int i = 0; i < 100; i++) {
      String line = in.readLine();
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new AssertionError("no event within 100 lines");
  }
}
