package org.lvsdirector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.HookConfig;

/** Hooks on real programs and a real web server. */
class DeliveriesTest {
  @TempDir private Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Path script(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("hook"), "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void run(Duration timeout, Optional<String> user, String... command) throws Exception {
    try (Delivery delivery =
        new ExecDelivery(vertx, new HookConfig.Exec(List.of(command), user), timeout)) {
      delivery.deliver(HookTest.notice(7)).await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aProgramHasTheEventInItsEnvironmentAndItsArgumentsAsTheyAre() throws Exception {
    Path out = folder.resolve("out");
    Path hook =
        script("{ echo \"$LVS_EVENT|$LVS_SUBJECT|$LVS_TEXT|$LVS_NODE|$LVS_JSON|$2\"; } >\"$1\"\n");
    run(Duration.ofSeconds(10), Optional.empty(), hook.toString(), out.toString(), "a; $HOME 'b'");
    assertThat(Files.readString(out))
        .isEqualTo(
            "server-down|web/192.0.2.1:80|refused|d1|"
                + "{\"id\":7,\"time\":\"1970-01-01T00:00:00Z\",\"node\":\"d1\",\"kind\":\"server-down\",\"subject\":\"web/192.0.2.1:80\",\"text\":\"refused\"}|a;"
                + " $HOME 'b'\n");
  }

  @Test
  void aProgramThatFailsHangsOrIsNotThereTellsWhy() throws Exception {
    String fails = script("echo no mailer; exit 3\n").toString();
    assertThatThrownBy(() -> run(Duration.ofSeconds(10), Optional.empty(), fails))
        .hasMessage("exit 3: no mailer");
    String hangs = script("sleep 60 & wait\n").toString();
    assertThatThrownBy(() -> run(Duration.ofMillis(300), Optional.empty(), hangs))
        .hasMessage("killed, for it had not ended after 300 ms");
    assertThatThrownBy(() -> run(Duration.ofSeconds(1), Optional.empty(), "/nowhere/hook"))
        .hasMessageContaining("no such program");
  }

  private void post(HttpServer server, Optional<Path> token) throws Exception {
    post(server, token, Duration.ofSeconds(20));
  }

  private void post(HttpServer server, Optional<Path> token, Duration timeout) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=b");
    try (Delivery delivery =
        new WebhookDelivery(vertx, new HookConfig.Webhook(url, token), timeout)) {
      delivery.deliver(HookTest.notice(7)).await(40, TimeUnit.SECONDS);
    }
  }

  private static HttpServer server(List<String> seen, int status, boolean answers)
      throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          seen.add(
              "%s %s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          if (answers) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          }
        });
    server.start();
    return server;
  }

  @Test
  void aWebServerGetsJsonAndTheToken() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer server = server(seen, 204, true);
    try {
      Path token = Files.writeString(folder.resolve("token"), "secret\n");
      post(server, Optional.of(token));
      post(server, Optional.empty());
    } finally {
      server.stop(0);
    }
    assertThat(seen)
        .containsExactly(
            "POST /hook?a=b application/json Bearer secret " + HookTest.notice(7).json(),
            "POST /hook?a=b application/json null " + HookTest.notice(7).json());
  }

  @Test
  void aWebServerThatRefusesOrHangsTellsWhy() throws Exception {
    List<String> seen = new ArrayList<>();
    HttpServer refuses = server(seen, 500, true);
    HttpServer hangs = server(seen, 200, false);
    try {
      assertThatThrownBy(() -> post(refuses, Optional.empty())).hasMessageContaining("status 500");
      assertThatThrownBy(() -> post(hangs, Optional.empty(), Duration.ofMillis(1500)))
          .as("within its time")
          .hasMessageContaining("1500");
    } finally {
      refuses.stop(0);
      hangs.stop(0);
    }
    assertThatThrownBy(() -> post(refuses, Optional.empty())).hasMessageContaining("refused");
  }
}
