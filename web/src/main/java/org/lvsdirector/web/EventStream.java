package org.lvsdirector.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import org.lvsdirector.Event;
import org.lvsdirector.EventLog;

/**
 * One listener to server-sent events (WHATWG HTML, 9.2). What it missed comes first; a listener
 * that reads too slowly is cut off and may come back with the number of the last event it has.
 */
final class EventStream {
  private static final long PING_MILLIS = 15_000;

  private final HttpServerResponse response;
  private long lastSent;

  private EventStream(HttpServerResponse response, long lastSent) {
    this.response = response;
    this.lastSent = lastSent;
  }

  /**
   * Answers with a stream.
   *
   * @param after number of the last event that the listener has; one that is yet to come is from
   *     before a restart of this node and means all; empty = only what happens from now on
   */
  static void open(Vertx vertx, RoutingContext context, EventLog events, OptionalLong after) {
    Context loop = vertx.getOrCreateContext();
    HttpServerResponse response =
        context
            .response()
            .setChunked(true)
            .putHeader("Content-Type", "text/event-stream")
            .putHeader("X-Accel-Buffering", "no");
    List<Event> all = events.recent(0);
    long newest = all.isEmpty() ? 0 : all.get(all.size() - 1).id();
    long last = after.orElse(newest);
    EventStream stream = new EventStream(response, last > newest ? 0 : last);
    EventLog.Subscription subscription =
        events.subscribe(event -> loop.runOnContext(now -> stream.send(event)));
    response.write(": events of lvs-director\nretry: 1000\n\n");
    events.recent(stream.lastSent).forEach(stream::send);
    long timer = vertx.setPeriodic(PING_MILLIS, id -> stream.write(": ping\n\n"));
    response.closeHandler(
        closed -> {
          subscription.close();
          vertx.cancelTimer(timer);
        });
  }

  private void send(Event event) {
    if (event.id() > lastSent) {
      lastSent = event.id();
      write(
          "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.id(), event.kind(), Json.write(event)));
    }
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
