package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lvsdirector.Event;
import org.lvsdirector.EventLog;

/**
 * What pages follow: the cluster in brief each second and whenever something happens, which
 * services look different, and the events of all nodes. Nothing is done while nobody follows.
 * Belongs to the API's event loop.
 */
final class Live {
  private static final long PERIOD_MILLIS = 1000;
  private static final long SOON_MILLIS = 30;
  private static final int MOST_NAMES = 200;
  private static final int NEWEST = 200;

  private final Vertx vertx;
  private final Node node;
  private final Members members;
  private final Rows rows;
  private final EventFeed feed;
  private final List<Follower> followers = new ArrayList<>();
  private EventLog.Subscription own;
  private Map<String, Integer> looks = Map.of();
  private long timer = -1;
  private boolean soon;
  private boolean busy;
  private boolean again;

  Live(Vertx vertx, Node node, Members members, Rows rows, EventFeed feed) {
    this.vertx = vertx;
    this.node = node;
    this.members = members;
    this.rows = rows;
    this.feed = feed;
  }

  /** Begins to hear what happens on this node. */
  void start() {
    var loop = vertx.getOrCreateContext();
    own = node.events().subscribe(event -> loop.runOnContext(now -> hear(List.of(event))));
    hear(node.events().recent(0));
  }

  void stop() {
    if (own != null) {
      own.close();
    }
    vertx.cancelTimer(timer);
  }

  private void hear(List<Event> events) {
    feed.heard(node.sight().node(), EventFeed.boot(node.startedAt()), events);
    if (!followers.isEmpty() && !soon) {
      soon = true;
      vertx.setTimer(
          SOON_MILLIS,
          id -> {
            soon = false;
            turn();
          });
    }
  }

  /** The cluster in brief. */
  Future<ClusterDoc> document() {
    return members
        .look()
        .compose(
            seen ->
                rows.whole()
                    .map(
                        whole -> ClusterDoc.of(node.sight(), Instant.now(), seen, whole.counts())));
  }

  /** One page that follows. */
  private final class Follower {
    private final SseWriter writer;
    private final EventMarks marks;
    private final boolean all;
    private Runnable unsubscribe;

    Follower(SseWriter writer, EventMarks marks, boolean all) {
      this.writer = writer;
      this.marks = marks;
      this.all = all;
    }

    void send(Event event) {
      long boot = feed.boot(event.node());
      if (event.id() > marks.of(event.node(), boot)) {
        marks.has(event.node(), boot, event.id());
        String kind = all ? "event" : event.kind();
        writer.event(marks.toString(), kind, Json.write(event));
      }
    }
  }

  /**
   * Answers with a stream.
   *
   * @param known the events that the follower has
   * @param all more than events
   * @param left run when the follower is gone
   */
  void open(RoutingContext context, EventMarks known, boolean all, Runnable left) {
    SseWriter writer = new SseWriter(context);
    Follower follower = new Follower(writer, known, all);
    writer.retry(500);
    if (all) {
      writer.event("hello", Json.write(Map.of("node", node.sight().node())));
    }
    feed.behind(known, NEWEST).forEach(follower::send);
    follower.unsubscribe = feed.subscribe(follower::send);
    followers.add(follower);
    writer.onClose(
        () -> {
          left.run();
          follower.unsubscribe.run();
          followers.remove(follower);
          if (followers.isEmpty()) {
            vertx.cancelTimer(timer);
            timer = -1;
          }
        });
    if (timer < 0) {
      timer = vertx.setPeriodic(PERIOD_MILLIS, id -> turn());
    }
    turn();
  }

  /** Tells all followers how things are. */
  private void turn() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    rows.forget();
    Future.join(document(), rows.whole())
        .onComplete(
            done -> {
              busy = false;
              if (done.succeeded()) {
                tell(done.result().resultAt(0), done.result().resultAt(1));
              }
              if (again) {
                again = false;
                turn();
              }
            });
  }

  private void tell(ClusterDoc document, Whole whole) {
    Set<String> names = looks.isEmpty() ? Set.of() : whole.differs(looks);
    looks = whole.looks();
    String cluster = Json.write(document);
    String changed = names.isEmpty() ? "" : Json.write(Changed.of(names));
    for (Follower follower : List.copyOf(followers)) {
      if (follower.all) {
        follower.writer.event("cluster", cluster);
        if (!changed.isEmpty()) {
          follower.writer.event("rows", changed);
        }
      }
    }
  }

  /**
   * Services that look different.
   *
   * @param all whether there are too many to name
   */
  record Changed(Set<String> names, boolean all) {
    static Changed of(Set<String> names) {
      return names.size() > MOST_NAMES
          ? new Changed(Set.of(), true)
          : new Changed(new TreeSet<>(names), false);
    }
  }
}
