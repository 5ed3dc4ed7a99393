package org.lvsdirector.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Server-sent events (WHATWG HTML, 9.2) to one listener. One that reads too slowly is cut off and
 * may come back.
 */
final class SseWriter {
  /** Bytes that may wait to be read: what a listener gets first is some hundred events at once. */
  private static final int MOST_WAITING = 1 << 20;

  private final HttpServerResponse response;

  SseWriter(RoutingContext context) {
    response =
        Answers.typed(context, "text/event-stream")
            .setChunked(true)
            .setWriteQueueMaxSize(MOST_WAITING)
            .putHeader("X-Accel-Buffering", "no");
  }

  /** A remark that listeners skip. */
  void comment(String text) {
    write(": " + text + "\n\n");
  }

  /** How soon a listener should come back whose connection broke. */
  void retry(long millis) {
    write("retry: " + millis + "\n\n");
  }

  void event(String kind, String data) {
    write("event: " + kind + "\ndata: " + data + "\n\n");
  }

  void event(String id, String kind, String data) {
    write("id: " + id + "\nevent: " + kind + "\ndata: " + data + "\n\n");
  }

  void onClose(Runnable then) {
    response.closeHandler(closed -> then.run());
  }

  private void write(String text) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
      return;
    }
    response.write(text);
  }
}
