package org.lvsdirector.web;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.web.metrics.Metrics;
import org.lvsdirector.web.metrics.Reading;

/** What the routes lead to, wired together once for a server. */
final class Services {
  private static final long LOOK_MILLIS = 15_000;

  private final Vertx vertx;
  private final Members members;
  private final Live live;
  private long timer = -1;
  final Node node;
  final Origins origins;
  final Access access;
  final SessionApi sessions;
  final Overview overview;
  final Audit audit;
  final Metrics metrics;
  private final EventCounts counts;

  Services(
      Vertx vertx,
      Node node,
      ApiConfig config,
      Supplier<Optional<Tokens>> tokens,
      Sessions sessions,
      Supplier<String> url) {
    this.vertx = vertx;
    this.node = node;
    EventFeed feed = new EventFeed();
    Supplier<Self> self = () -> new Self(node.brief(), url.get(), ProcessUse.now(), node.series());
    members = new Members(vertx, node, self, feed);
    Rows rows = new Rows(vertx, node);
    live = new Live(vertx, node, members, rows, feed);
    overview = new Overview(vertx, node, members, rows, live, feed);
    origins = new Origins(config, () -> members.urls().values());
    access = new Access(config, tokens, sessions);
    this.sessions = new SessionApi(vertx, node, access, sessions, members);
    audit = new Audit(vertx, node.events(), config.auditFile());
    counts = new EventCounts(node.events());
    metrics =
        new Metrics(
            () -> new Reading(node.brief(), node.sight(), node.rows().toList(), counts.byKind()));
  }

  /** Begins to hear what happens, and where the others are. */
  void start() {
    live.start();
    timer = vertx.setPeriodic(1000, LOOK_MILLIS, id -> members.look());
  }

  void stop() {
    live.stop();
    counts.close();
    metrics.close();
    vertx.cancelTimer(timer);
  }
}
