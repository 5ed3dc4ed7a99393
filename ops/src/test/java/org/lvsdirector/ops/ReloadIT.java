package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.Status;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.ops.client.ApiClient;
import org.lvsdirector.web.TokensFile;

class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<HttpServer> servers = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    for (int i = 0; i < 3; i++) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
      server.start();
      servers.add(server);
    }
  }

  @AfterEach
  void close() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void hundredReloadsUnderLoadLoseNoRequestAndNoHealth() throws Exception {
    SingleNode node = new SingleNode(folder);
    node.write(pool(2, 1), "");
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(PATIENCE, () -> request(node).isEmpty(), run::output);
      Until.holds(PATIENCE, node::isReady, run::output);
      ApiClient api = client(node);
      Stream<Instant> before = healthSince(api);
      Load load = new Load(node);
      for (int i = 0; i < 100; i++) {
        node.write(pool(2 + i % 2, 1 + i % 3), "");
        api.send("POST", "/api/v1/reload", "application/json", "");
      }
      load.stop();
      assertThat(load.failures).as(run.output()).isEmpty();
      assertThat(load.answers.get()).isGreaterThan(100);
      assertThat(healthSince(api)).containsExactlyElementsOf(before.toList());
    }
  }

  /** The first servers, the second of them with this weight. */
  private String pool(int count, int weight) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          "{address: 127.0.0.1:%d, weight: %d}"
              .formatted(servers.get(i).getAddress().getPort(), i == 1 ? weight : 1));
    }
    return String.join(", ", all);
  }

  private ApiClient client(SingleNode node) throws IOException {
    String token = new TokensFile(folder.resolve("tokens.yaml")).localSecret().orElseThrow();
    URI api = URI.create("http://127.0.0.1:" + node.apiPort);
    return new ApiClient(api, Optional.of(token));
  }

  private static Stream<Instant> healthSince(ApiClient api) throws Exception {
    return api.get("/api/v1/status", Status.class).services().get(0).servers().stream()
        .limit(2)
        .map(ServerStatus::since);
  }

  /** What went wrong; empty when the service answered. */
  private static Optional<String> request(SingleNode node) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.servicePort)) {
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.contains(" 204 ") ? Optional.empty() : Optional.of("answer: " + answer);
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }

  private static final class Load {
    final List<String> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Load(SingleNode node) {
      thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  request(node).ifPresentOrElse(failures::add, answers::incrementAndGet);
                }
              },
              "load");
      thread.start();
    }

    void stop() throws InterruptedException {
      over.set(true);
      thread.join(10_000);
    }
  }
}
