package org.lvsdirector.ops.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.lvsdirector.web.Json;

/** Says what happens, one line each; safe from any thread. */
final class Reporter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final boolean json;
  private boolean concluded;

  /** Prints JSON lines or text. */
  Reporter(boolean json) {
    this.json = json;
  }

  /** Something that happened; {@code source} is a node, {@code client} or {@code demo}. */
  void say(String source, String kind, String text) {
    say(Instant.now(), source, kind, text);
  }

  /** As {@link #say(String, String, String)}, at another time. */
  synchronized void say(Instant time, String source, String kind, String text) {
    if (concluded) {
      return;
    }
    if (json) {
      System.out.println(Json.write(new Line(time, source, kind, text)));
    } else {
      System.out.printf("%s  %-6s %-15s %s%n", TIME.format(time), source, kind, text);
    }
    System.out.flush();
  }

  /** Lines for people only. */
  synchronized void explain(String text) {
    if (!json) {
      System.out.print(text);
      System.out.flush();
    }
  }

  /** The last line; what is said later is dropped. */
  synchronized void conclude(ClientLoop.Summary summary) {
    concluded = true;
    if (json) {
      System.out.println(Json.write(summary));
    } else {
      System.out.println(summary.text());
    }
    System.out.flush();
  }

  private record Line(Instant time, String source, String kind, String text) {}
}
