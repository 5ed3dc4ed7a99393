package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.lvsdirector.cluster.membership.ClusterKey;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigReader;

/** Two directors and two real servers on loopback addresses, in one JVM. */
final class Pair {
  static final String RS1 = "127.0.61.1";
  static final String RS2 = "127.0.61.2";

  final int port = FreePorts.one();
  private final Path folder;
  private final UnaryOperator<String> edit;
  private final Vertx vertx = Vertx.vertx();
  private final int first = FreePorts.one();
  private final int second = FreePorts.one();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, Director> directors = new HashMap<>();
  private final Map<String, String> deployments = new HashMap<>();

  Pair(Path folder) throws Exception {
    this(folder, text -> text);
  }

  /** A pair whose configuration is the usual one as {@code edit} changes it. */
  Pair(Path folder, UnaryOperator<String> edit) throws Exception {
    this.folder = folder;
    this.edit = edit;
    ClusterKey.create(folder.resolve("cluster.p12"));
    servers.add(server(RS1));
    servers.add(server(RS2));
  }

  private HttpServer server(String address) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 128);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = address.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Connection", "close");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  String yaml(String node, int priority, int weight) {
    return """
    node: %s
    cluster:
      name: pair
      bind: 127.0.0.1
      port: %d
      members: ["127.0.0.1:%d", "127.0.0.1:%d"]
      key-file: cluster.p12
      detect: 1s
    dataplane: embedded
    vip-groups:
      - {name: web, interface: lo, vips: [127.0.60.1/32], priority: %d, lease: 5s}
    services:
      - name: web
        address: 127.0.60.1:%d
        scheduler: rr
        check: {type: http, path: /, interval: 200ms, timeout: 150ms}
        servers:
          - {address: "%s:%d", weight: %d}
          - {address: "%s:%d", weight: 1}
    """
        .formatted(
            node,
            node.equals("d1") ? first : second,
            first,
            second,
            priority,
            port,
            RS1,
            port,
            weight,
            RS2,
            port);
  }

  Config config(String node, int priority, int weight) throws Exception {
    String text = edit.apply(yaml(node, priority, weight));
    return ConfigReader.parse(folder.resolve(node + ".yaml"), text, node);
  }

  Director start(String node, int priority) throws Exception {
    Config config = config(node, priority, 1);
    Map<String, String> environment = Map.of("STATE_DIRECTORY", folder + "/state");
    Director director = new Director(config, 0, StateFile.open(config, environment));
    directors.put(node, director);
    deployments.put(node, done(vertx.deployVerticle(director)));
    return director;
  }

  Director startWitness(String node) throws Exception {
    String text = yaml(node, 100, 1).replace("detect:", "role: witness\n  detect:");
    Director director =
        new Director(ConfigReader.parse(folder.resolve(node + ".yaml"), text, node));
    directors.put(node, director);
    deployments.put(node, done(vertx.deployVerticle(director)));
    return director;
  }

  void stop(String node) throws Exception {
    done(vertx.undeploy(deployments.remove(node)));
  }

  Director director(String node) {
    return directors.get(node);
  }

  void stopServer(int index) {
    servers.get(index).stop(0);
  }

  void startServer(int index) throws IOException {
    servers.set(index, server(index == 0 ? RS1 : RS2));
  }

  /** One request through the VIP, on a connection of its own; the body says who answered. */
  String get() throws IOException {
    try (java.net.Socket socket = new java.net.Socket()) {
      socket.connect(new InetSocketAddress("127.0.60.1", port), 3000);
      socket.setSoTimeout(3000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException("answer: " + answer);
      }
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  static <T> T done(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within 15 s: " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  boolean holds(String node) {
    return directors.get(node).status().groups().get(0).holding();
  }

  void close() throws Exception {
    for (String deployment : deployments.values()) {
      done(vertx.undeploy(deployment));
    }
    servers.forEach(server -> server.stop(0));
    done(vertx.close());
  }
}
