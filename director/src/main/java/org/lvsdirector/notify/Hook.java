package org.lvsdirector.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.lvsdirector.config.HookConfig;
import org.lvsdirector.model.EventSink;

/**
 * One listener with what is yet to be told to it: one event after the other, each with a few
 * attempts. What comes while too many wait is dropped. Belongs to the node's context.
 */
final class Hook implements AutoCloseable {
  /** How many events may wait. */
  static final int MOST = 1000;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final HookConfig config;
  private final Delivery delivery;
  private final Later later;
  private final EventSink events;
  private final Deque<Notice> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;
  private long told;
  private long failed;
  private long dropped;
  private String fault = "";
  private volatile HookStatus status;

  Hook(HookConfig config, Delivery delivery, Later later, EventSink events) {
    this.config = config;
    this.delivery = delivery;
    this.later = later;
    this.events = events;
    publish();
  }

  HookConfig config() {
    return config;
  }

  /** Safe from any thread. */
  HookStatus status() {
    return status;
  }

  void offer(Notice notice) {
    if (waiting.size() >= MOST) {
      dropped++;
      fault("more than " + MOST + " events wait, further ones are dropped");
    } else if (!closed) {
      waiting.add(notice);
      next();
    }
    publish();
  }

  private void next() {
    if (!busy && !closed && !waiting.isEmpty()) {
      busy = true;
      attempt(waiting.peek(), 0);
    }
  }

  private void attempt(Notice notice, int retry) {
    delivery
        .deliver(notice)
        .onComplete(
            done -> {
              if (done.succeeded()) {
                told++;
                worked();
                over();
              } else if (retry < config.retries() && !closed) {
                later.after(
                    FIRST_PAUSE.multipliedBy(1L << retry), () -> attempt(notice, retry + 1));
              } else {
                failed++;
                fault(
                    "%s of %s was not told: %s"
                        .formatted(notice.kind(), notice.subject(), done.cause().getMessage()));
                over();
              }
              publish();
            });
  }

  private void over() {
    busy = false;
    waiting.poll();
    next();
  }

  private void worked() {
    if (!fault.isEmpty()) {
      fault = "";
      events.emit(Notifier.OK, config.target().name(), "takes events again");
    }
  }

  private void fault(String why) {
    if (fault.isEmpty()) {
      events.emit(Notifier.FAILED, config.target().name(), why);
    }
    fault = why;
  }

  private void publish() {
    status = new HookStatus(config.target().name(), told, failed, dropped, waiting.size(), fault);
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    delivery.close();
  }
}
