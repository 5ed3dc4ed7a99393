package org.lvsdirector.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lvsdirector.EventLog;

/** Counts a node's events by kind, from its creation until it is closed. */
final class EventCounts implements AutoCloseable {
  private final Map<String, Long> byKind = new ConcurrentHashMap<>();
  private final EventLog.Subscription subscription;

  EventCounts(EventLog events) {
    events.recent(0).forEach(event -> byKind.merge(event.kind(), 1L, Long::sum));
    subscription = events.subscribe(event -> byKind.merge(event.kind(), 1L, Long::sum));
  }

  Map<String, Long> byKind() {
    return Map.copyOf(byKind);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
