package org.lvsdirector.ops.client;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lvsdirector.Event;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what happened on a node. */
@Command(
    name = "events",
    description = "Show what happened on a node.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Mixin private ApiOptions options;

  @Option(names = "--follow", description = "Go on with what happens from now on.")
  private boolean follow;

  @Option(names = "--json", description = "Print JSON, one event a line.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    if (!follow) {
      List.of(client.get("/api/v1/events?follow=false", Event[].class))
          .forEach(event -> print(event, Json.write(event)));
      return ExitCodes.OK;
    }
    try (Stream<String> events = client.follow(0)) {
      events.forEach(line -> print(parse(line), line));
    } catch (RuntimeException ended) {
      throw CommandFailure.unreachable("the node ended the stream", ended);
    }
    throw CommandFailure.unreachable("the node ended the stream", null);
  }

  private static Event parse(String line) {
    try {
      return Json.read(line, Event.class);
    } catch (IOException e) {
      throw new IllegalStateException("the node sent no event: " + line, e);
    }
  }

  private void print(Event event, String line) {
    System.out.println(
        json
            ? line
            : "%s  %-4s %-16s %s: %s"
                .formatted(
                    TIME.format(event.time()),
                    event.node(),
                    event.kind(),
                    event.subject(),
                    event.text()));
  }
}
