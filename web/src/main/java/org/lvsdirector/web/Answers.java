package org.lvsdirector.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes answers: small ones at once, large ones on a thread that may take its time. */
final class Answers {
  private static final int WORTH_PACKING = 1400;

  private Answers() {}

  /** JSON of a value that is at hand and small. */
  static void json(RoutingContext context, Object value) {
    typed(context, "application/json").end(Json.write(value) + "\n");
  }

  /** JSON of a value that takes a moment to make or to write; packed for those who unpack it. */
  static void json(Vertx vertx, RoutingContext context, Callable<Object> value) {
    large(vertx, context, "application/json", () -> Json.write(value.call()) + "\n");
  }

  /** A text that takes a moment to make; packed for those who unpack it. */
  static void large(Vertx vertx, RoutingContext context, String type, Callable<String> text) {
    boolean packs = packs(context);
    vertx
        .executeBlocking(() -> body(text.call(), packs), false)
        .onSuccess(
            body -> {
              HttpServerResponse response =
                  typed(context, type).putHeader("Vary", "Accept-Encoding");
              if (body.packed()) {
                response.putHeader("Content-Encoding", "gzip");
              }
              response.end(body.bytes());
            })
        .onFailure(context::fail);
  }

  private record Body(Buffer bytes, boolean packed) {}

  private static boolean packs(RoutingContext context) {
    String accepted = context.request().getHeader("Accept-Encoding");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static Body body(String text, boolean packs) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return packs && bytes.length >= WORTH_PACKING
        ? new Body(Buffer.buffer(packed(bytes)), true)
        : new Body(Buffer.buffer(bytes), false);
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  static void text(RoutingContext context, int status, String text) {
    typed(context, "text/plain; charset=utf-8").setStatusCode(status).end(text + "\n");
  }

  /** An answer of this type that nobody may keep. */
  static HttpServerResponse typed(RoutingContext context, String type) {
    return context
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store");
  }
}
