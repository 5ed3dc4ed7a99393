package org.lvsdirector.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds what connections may cost: how many there are, and how long a client takes to send a
 * request. Belongs to the API's event loop.
 */
final class Guard {
  private static final int CONNECTIONS = 1000;
  private static final int CONNECTIONS_EACH = 200;

  private final Vertx vertx;
  private final long headMillis;
  private final long idleMillis;
  private final long bodyMillis;
  private final Throttle requests;
  private final Seats seats = new Seats(CONNECTIONS, CONNECTIONS_EACH);
  private final Map<HttpConnection, Watch> watches = new HashMap<>();

  /**
   * A guard.
   *
   * @param patience how long a client may take for what belongs to a request before its body; for
   *     the body, and between requests, some times as long
   * @param perSecond how many requests an address may make in the long run; 0 = any number
   */
  Guard(Vertx vertx, long patience, int perSecond) {
    this.vertx = vertx;
    headMillis = patience;
    bodyMillis = 3 * patience;
    idleMillis = 6 * patience;
    double rate = perSecond == 0 ? Double.MAX_VALUE : perSecond;
    requests = new Throttle(4 * rate, rate, System::nanoTime);
  }

  /** One connection. */
  private final class Watch {
    private final HttpConnection connection;
    private long timer;
    private int running;

    Watch(HttpConnection connection) {
      this.connection = connection;
      expect(headMillis);
    }

    /** The next request has to be there by then. */
    void expect(long millis) {
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(millis, late -> connection.close());
    }

    void begin(RoutingContext context) {
      HttpServerRequest request = context.request();
      vertx.cancelTimer(timer);
      running++;
      long body = vertx.setTimer(bodyMillis, late -> endLate(request));
      context.addEndHandler(done -> end(body));
    }

    private void endLate(HttpServerRequest request) {
      if (!request.isEnded()) {
        connection.close();
      }
    }

    private void end(long body) {
      vertx.cancelTimer(body);
      if (--running == 0) {
        expect(idleMillis);
      }
    }
  }

  void watch(HttpServer server) {
    server.connectionHandler(this::take);
  }

  private void take(HttpConnection connection) {
    Optional<Runnable> seat = seats.take(String.valueOf(connection.remoteAddress().hostAddress()));
    if (seat.isEmpty()) {
      connection.close();
      return;
    }
    Watch watch = new Watch(connection);
    watches.put(connection, watch);
    connection.closeHandler(
        closed -> {
          seat.get().run();
          vertx.cancelTimer(watch.timer);
          watches.remove(connection);
        });
  }

  /** Lets a request pass, if its address does not make too many. */
  void check(RoutingContext context) {
    Watch watch = watches.get(context.request().connection());
    if (watch != null) {
      watch.begin(context);
    }
    if (requests.take(Access.address(context))) {
      context.next();
    } else {
      context.response().putHeader("Retry-After", "1");
      Problem.send(context, Problem.of(429, "Too many requests come from your address."));
    }
  }
}
