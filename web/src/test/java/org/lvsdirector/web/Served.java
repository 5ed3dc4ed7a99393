package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** A fake node served on a free port of 127.0.0.1, and a client of it. */
final class Served implements AutoCloseable {
  final FakeNode node;
  final ApiServer server;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();

  Served(Optional<Path> tokensFile, boolean insecure) throws Exception {
    this(new FakeNode(), tokensFile, insecure);
  }

  Served(FakeNode node, Optional<Path> tokensFile, boolean insecure) throws Exception {
    this(
        node,
        new ApiConfig(
            new Endpoint(Addresses.parse("127.0.0.1").orElseThrow(), 0), tokensFile, insecure));
  }

  Served(FakeNode node, ApiConfig config) throws Exception {
    this.node = node;
    server = new ApiServer(node, config);
    vertx.deployVerticle(server).await(10, TimeUnit.SECONDS);
  }

  HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return ask("GET", path, "", headers);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** A socket on which a request with these head lines was sent; for what a client would refuse. */
  Socket raw(String... lines) throws IOException {
    Socket socket = new Socket(Addresses.parse("127.0.0.1").orElseThrow(), server.port());
    socket.setSoTimeout(10_000);
    OutputStream out = socket.getOutputStream();
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  static <T> T done(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  /** Waits for something to become true. */
  static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 20 s");
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    try {
      vertx.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the server does not close", e);
    }
  }
}
