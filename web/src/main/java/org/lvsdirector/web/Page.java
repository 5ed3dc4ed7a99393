package org.lvsdirector.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The dashboard: the files in {@code page} beside this class, read when they are first asked for
 * and kept. There is nothing secret in them, so nobody has to be logged in to get them.
 */
final class Page {
  private static final Pattern NAME = Pattern.compile("(vendor/)?[a-z]+\\.(html|js|mjs|css|svg)");
  private static final Pattern IMPORT = Pattern.compile("@import \"\\./([a-z/]+\\.css)\";");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Vertx vertx;
  private final Map<String, Optional<Asset>> assets = new ConcurrentHashMap<>();

  private Page(Vertx vertx) {
    this.vertx = vertx;
  }

  /** A file, as it is and packed. */
  private record Asset(String type, String etag, Buffer plain, Buffer gzip) {}

  /** Answers for {@code /} and {@code /ui/…}. */
  static void serve(Vertx vertx, Router router) {
    Page page = new Page(vertx);
    router
        .route("/")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> page.send(context, "index.html"));
    router
        .route("/ui/*")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> page.send(context, context.request().path().substring(4)));
  }

  private void send(RoutingContext context, String name) {
    if (!NAME.matcher(name).matches()) {
      context.next();
      return;
    }
    Optional<Asset> known = assets.get(name);
    if (known != null) {
      send(context, known);
      return;
    }
    vertx
        .executeBlocking(() -> assets.computeIfAbsent(name, Page::read), false)
        .onSuccess(asset -> send(context, asset))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Optional<Asset> found) {
    if (found.isEmpty()) {
      context.next();
      return;
    }
    Asset asset = found.get();
    boolean packed = acceptsGzip(context);
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Type", asset.type())
            .putHeader("ETag", asset.etag())
            .putHeader("Cache-Control", "no-cache")
            .putHeader("Vary", "Accept-Encoding");
    if (asset.etag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    Buffer body = packed ? asset.gzip() : asset.plain();
    response.putHeader("Content-Encoding", packed ? "gzip" : "identity");
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", String.valueOf(body.length())).end();
    } else {
      response.end(body);
    }
  }

  private static boolean acceptsGzip(RoutingContext context) {
    String accepted = context.request().getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  private static Optional<Asset> read(String name) {
    try {
      Optional<byte[]> file = bytes(name);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = name.endsWith(".css") ? joined(file.get()) : file.get();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      return Optional.of(
          new Asset(
              TYPES.get(name.substring(name.lastIndexOf('.') + 1)),
              "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"",
              Buffer.buffer(bytes),
              Buffer.buffer(packed.toByteArray())));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("the file " + name + " of the dashboard is not readable", e);
    }
  }

  private static Optional<byte[]> bytes(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  /** A style sheet with those that it imports in their places, which saves the way for each. */
  private static byte[] joined(byte[] sheet) throws IOException {
    StringBuilder text = new StringBuilder();
    Matcher imports = IMPORT.matcher(new String(sheet, StandardCharsets.UTF_8));
    while (imports.find()) {
      byte[] other = bytes(imports.group(1)).orElseThrow();
      String words = new String(other, StandardCharsets.UTF_8);
      imports.appendReplacement(text, Matcher.quoteReplacement(words));
    }
    return imports.appendTail(text).toString().getBytes(StandardCharsets.UTF_8);
  }
}
