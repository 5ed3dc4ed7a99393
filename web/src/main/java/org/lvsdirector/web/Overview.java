package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.lvsdirector.Event;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

/** What is shown of the cluster as a whole: any node answers for all. */
final class Overview {
  private static final int FOLLOWERS = 200;
  private static final int FOLLOWERS_EACH = 20;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Vertx vertx;
  private final Node node;
  private final Members members;
  private final Rows rows;
  private final Live live;
  private final EventFeed feed;
  private final Histories histories;
  private final Seats seats = new Seats(FOLLOWERS, FOLLOWERS_EACH);

  Overview(Vertx vertx, Node node, Members members, Rows rows, Live live, EventFeed feed) {
    this.vertx = vertx;
    this.node = node;
    this.members = members;
    this.rows = rows;
    this.live = live;
    this.feed = feed;
    this.histories = new Histories(vertx, node, feed);
  }

  void cluster(RoutingContext context) {
    live.document()
        .onSuccess(document -> Answers.json(vertx, context, () -> document))
        .onFailure(context::fail);
  }

  void services(RoutingContext context) {
    RowQuery query = RowQuery.of(context.queryParams());
    rows.page(query)
        .onSuccess(
            page -> {
              context.response().putHeader("X-Total-Count", Integer.toString(page.total()));
              Answers.json(vertx, context, page::rows);
            })
        .onFailure(context::fail);
  }

  void service(RoutingContext context) {
    String name = context.pathParam("service");
    row(name)
        .compose(row -> histories.of(row).map(series -> new ServiceDoc(row, series)))
        .onSuccess(
            document -> {
              context.response().putHeader("ETag", document.row().etag());
              Answers.json(vertx, context, () -> document);
            })
        .onFailure(context::fail);
  }

  void server(RoutingContext context) {
    String name = context.pathParam("service");
    String address = context.pathParam("server");
    row(name)
        .compose(row -> histories.of(row, server(row, address)))
        .onSuccess(
            document -> {
              context.response().putHeader("ETag", document.row().etag());
              Answers.json(vertx, context, () -> document);
            })
        .onFailure(context::fail);
  }

  private Future<ServiceRow> row(String name) {
    return rows.named(name)
        .map(
            found ->
                found.orElseThrow(() -> new NoSuchElementException("no service is named " + name)));
  }

  private static ServerRow server(ServiceRow service, String address) {
    return service.servers().stream()
        .filter(one -> one.address().equals(address))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "service " + service.name() + " has no server " + address));
  }

  void live(RoutingContext context) {
    EventMarks known = EventMarks.parse(after(context).orElse(""));
    seat(context).ifPresent(left -> live.open(context, known, true, left));
  }

  void events(RoutingContext context) {
    boolean follow = !"false".equals(context.request().getParam("follow"));
    Optional<String> after = after(context);
    boolean cluster = "cluster".equals(context.request().getParam("scope"));
    if (cluster && follow) {
      EventMarks known = EventMarks.parse(after.orElse(""));
      seat(context).ifPresent(left -> live.open(context, known, false, left));
    } else if (cluster) {
      EventMarks known = EventMarks.parse(after.orElse(""));
      int limit = limit(context);
      members
          .look()
          .onSuccess(seen -> Answers.json(vertx, context, () -> feed.behind(known, limit)))
          .onFailure(context::fail);
    } else {
      OptionalLong last = after.map(Overview::number).orElse(OptionalLong.empty());
      if (follow) {
        seat(context)
            .ifPresent(left -> EventStream.open(vertx, context, node.events(), last, left));
      } else {
        List<Event> some = node.events().recent(last.orElse(0));
        int limit = limit(context);
        Answers.json(
            vertx, context, () -> some.subList(Math.max(0, some.size() - limit), some.size()));
      }
    }
  }

  private static Optional<String> after(RoutingContext context) {
    String header = context.request().getHeader("Last-Event-ID");
    return Optional.ofNullable(header != null ? header : context.request().getParam("after"));
  }

  private static int limit(RoutingContext context) {
    String text = context.request().getParam("limit");
    if (text == null) {
      return Integer.MAX_VALUE;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new BadRequest("limit", "limit must be a number from 1.");
    }
    return Integer.parseInt(text);
  }

  private static OptionalLong number(String after) {
    if (!NUMBER.matcher(after).matches()) {
      throw new BadRequest(
          "Last-Event-ID",
          "Last-Event-ID (or after) must be the number of an event, not " + after + ".");
    }
    return OptionalLong.of(Long.parseLong(after));
  }

  /** Room for one more stream; where there is none, says so. */
  private Optional<Runnable> seat(RoutingContext context) {
    Optional<Runnable> seat =
        seats.take(String.valueOf(context.request().remoteAddress().hostAddress()));
    if (seat.isEmpty()) {
      context.response().putHeader("Retry-After", "5");
      Problem.send(
          context,
          Problem.of(
              429,
              "So many streams are open already as may be: %d, of one address %d."
                  .formatted(FOLLOWERS, FOLLOWERS_EACH)));
    }
    return seat;
  }
}
