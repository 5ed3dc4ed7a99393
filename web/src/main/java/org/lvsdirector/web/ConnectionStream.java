package org.lvsdirector.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;

/**
 * Connections as one JSON document, an entry a line, written while they are read. A reader that is
 * slow slows the look-up down; one that takes nothing for half a minute is cut off.
 */
final class ConnectionStream implements ConnectionSink {
  private static final int LIMIT = 1000;
  private static final long PATIENCE_SECONDS = 30;

  private final Context loop;
  private final HttpServerResponse response;
  private final Semaphore room = new Semaphore(0);
  private volatile boolean gone;
  private boolean begun;
  private boolean any;

  private ConnectionStream(Context loop, HttpServerResponse response) {
    this.loop = loop;
    this.response = response;
  }

  /** Answers with what the request asks for. */
  static void open(Vertx vertx, RoutingContext context, Node node) {
    Map<String, String> words = new HashMap<>();
    context.queryParams().forEach(word -> words.put(word.getKey(), word.getValue()));
    Optional<String> wanted = Optional.ofNullable(words.remove("node"));
    ConnectionQuery query = ConnectionQuery.of(words, LIMIT);
    Context loop = vertx.getOrCreateContext();
    ConnectionStream stream = new ConnectionStream(loop, context.response());
    stream.response.closeHandler(closed -> stream.leave());
    stream.response.exceptionHandler(broken -> stream.leave());
    node.connections(query, wanted, stream)
        .onComplete(
            answer -> loop.runOnContext(done -> stream.end(answer)),
            failure -> loop.runOnContext(done -> context.fail(failure)));
  }

  private void leave() {
    gone = true;
    room.release();
  }

  @Override
  public boolean take(List<ConnectionEntry> entries) throws InterruptedException {
    if (gone) {
      return false;
    }
    List<String> lines = entries.stream().map(Json::write).toList();
    loop.runOnContext(now -> write(lines));
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      gone = true;
      loop.runOnContext(now -> response.reset());
    }
    return !gone;
  }

  private void write(List<String> lines) {
    if (gone) {
      room.release();
      return;
    }
    begin();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(any ? ",\n" : "\n").append(line);
      any = true;
    }
    response.write(text.toString());
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> room.release());
    } else {
      room.release();
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      response
          .setChunked(true)
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-store")
          .putHeader("X-Content-Type-Options", "nosniff")
          .write("{\"connections\":[");
    }
  }

  private void end(ConnectionAnswer answer) {
    if (!gone) {
      begin();
      response.end("\n]," + Json.write(answer).substring(1) + "\n");
    }
  }
}
