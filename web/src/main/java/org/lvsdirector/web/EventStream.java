package org.lvsdirector.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import org.lvsdirector.Event;
import org.lvsdirector.EventLog;

/** One listener to the events of this node. What it missed comes first. */
final class EventStream {
  private static final long PING_MILLIS = 15_000;

  private final SseWriter writer;
  private long lastSent;

  private EventStream(SseWriter writer, long lastSent) {
    this.writer = writer;
    this.lastSent = lastSent;
  }

  /**
   * Answers with a stream.
   *
   * @param after number of the last event that the listener has; one that is yet to come is from
   *     before a restart of this node and means all; empty = only what happens from now on
   * @param left run when the listener is gone
   */
  static void open(
      Vertx vertx, RoutingContext context, EventLog events, OptionalLong after, Runnable left) {
    Context loop = vertx.getOrCreateContext();
    List<Event> all = events.recent(0);
    long newest = all.isEmpty() ? 0 : all.get(all.size() - 1).id();
    long last = after.orElse(newest);
    SseWriter writer = new SseWriter(context);
    EventStream stream = new EventStream(writer, last > newest ? 0 : last);
    EventLog.Subscription subscription =
        events.subscribe(event -> loop.runOnContext(now -> stream.send(event)));
    writer.comment("events of lvs-director");
    writer.retry(1000);
    events.recent(stream.lastSent).forEach(stream::send);
    long timer = vertx.setPeriodic(PING_MILLIS, id -> writer.comment("ping"));
    writer.onClose(
        () -> {
          subscription.close();
          vertx.cancelTimer(timer);
          left.run();
        });
  }

  private void send(Event event) {
    if (event.id() > lastSent) {
      lastSent = event.id();
      writer.event(Long.toString(event.id()), event.kind(), Json.write(event));
    }
  }
}
