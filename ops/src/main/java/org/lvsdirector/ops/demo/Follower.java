package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lvsdirector.Event;
import org.lvsdirector.ops.client.ApiClient;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.Json;

/** Reports a director's events, also after it has died and come back. */
final class Follower {
  private static final long AGAIN_MILLIS = 100;

  private final ApiClient api;
  private final Reporter reporter;
  private long last;

  private Follower(ApiClient api, Reporter reporter) {
    this.api = api;
    this.reporter = reporter;
  }

  /** Begins, on a daemon thread of its own. */
  static void start(String node, ApiClient api, Reporter reporter) {
    Thread thread = new Thread(new Follower(api, reporter)::run, "demo-events-" + node);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Stream<String> events = api.follow(last)) {
        events.forEach(this::report);
      } catch (CommandFailure | RuntimeException gone) {
        // The director's end is reported by who started it; here it only means to try again.
        pause();
      }
    }
  }

  private void report(String line) {
    try {
      Event event = Json.read(line, Event.class);
      last = event.id();
      reporter.say(event.time(), event.node(), event.kind(), event.subject() + ": " + event.text());
    } catch (IOException e) {
      throw new IllegalStateException("no event: " + line, e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
