package org.lvsdirector;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last events of a node, for those who ask and those who listen. Safe from any thread. */
public final class EventLog implements EventSink {
  private static final Logger log = LoggerFactory.getLogger(EventLog.class);
  private static final int KEPT = 1000;

  private final String node;
  private final Deque<Event> kept = new ArrayDeque<>();
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();
  private long lastId;

  /** An empty log of the named node. */
  public EventLog(String node) {
    this.node = node;
  }

  @Override
  public void emit(String kind, String subject, String text) {
    log.info("{} {}: {}", kind, subject, text);
    Event event = keep(kind, subject, text);
    for (Consumer<Event> subscriber : subscribers) {
      try {
        subscriber.accept(event);
      } catch (RuntimeException broken) {
        log.warn("a listener to events failed on event {}", event.id(), broken);
      }
    }
  }

  private Event keep(String kind, String subject, String text) {
    synchronized (kept) {
      Event event = new Event(++lastId, Instant.now(), node, kind, subject, text);
      kept.addLast(event);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
      return event;
    }
  }

  /** The kept events with a higher number, oldest first; 0 for all of them. */
  public List<Event> recent(long afterId) {
    synchronized (kept) {
      return kept.stream().filter(event -> event.id() > afterId).toList();
    }
  }

  /**
   * Calls the subscriber for each event from now on, on the thread that reports it; the subscriber
   * must not block.
   *
   * @return closing it ends the subscription
   */
  public Subscription subscribe(Consumer<Event> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** A subscription that can be ended. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
