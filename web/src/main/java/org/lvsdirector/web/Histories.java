package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ClusterSight.MemberSight;
import org.lvsdirector.Event;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.traffic.Series;

/** The last minutes of services and servers, and how all nodes see a server. */
final class Histories {
  private static final String TOPIC = "history";
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final int TRANSITIONS = 50;
  private static final Set<String> KINDS = Set.of("server-up", "server-down");

  private final Vertx vertx;
  private final Node node;
  private final EventFeed feed;

  Histories(Vertx vertx, Node node, EventFeed feed) {
    this.vertx = vertx;
    this.node = node;
    this.feed = feed;
    node.peers()
        .answer(
            TOPIC,
            (asker, text) ->
                vertx
                    .executeBlocking(() -> List.of(Json.write(here(Subject.parse(text)))), false)
                    .toCompletionStage());
  }

  /**
   * What is asked about.
   *
   * @param server empty = the service as a whole
   */
  private record Subject(String service, String server) {
    String text() {
      return service + "\n" + server;
    }

    static Subject parse(String text) {
      String[] parts = text.split("\n", 2);
      return new Subject(parts[0], parts.length > 1 ? parts[1] : "");
    }
  }

  /** What a node tells another. */
  private record Told(Series series, String health, Instant since, String lastCheck) {}

  private Told here(Subject subject) {
    if (subject.server().isEmpty()) {
      return new Told(node.series(subject.service()), "", null, "");
    }
    ServerRow row =
        node.rows(Set.of(subject.service())).stream()
            .flatMap(service -> service.servers().stream())
            .filter(server -> server.address().equals(subject.server()))
            .findFirst()
            .orElseThrow(
                () -> new NoSuchElementException("has no " + subject.text().replace('\n', '/')));
    return new Told(
        node.series(subject.service(), subject.server()),
        row.health(),
        row.since(),
        row.lastCheck());
  }

  /** The last minutes of a service, as the node in charge counts. */
  Future<Series> of(ServiceRow row) {
    if (row.node().equals(node.sight().node())) {
      return Future.succeededFuture(node.series(row.name()));
    }
    return ask(row.node(), new Subject(row.name(), ""))
        .map(Told::series)
        .otherwise(Series.none(Instant.now()));
  }

  /** All there is to tell of a server. */
  Future<ServerDoc> of(ServiceRow service, ServerRow row) {
    Subject subject = new Subject(service.name(), row.address());
    ClusterSight sight = node.sight();
    Map<String, Future<Told>> told = new TreeMap<>();
    for (MemberSight member : sight.members()) {
      if (!member.node().equals(sight.node()) && !member.witness()) {
        told.put(member.node(), ask(member.node(), subject));
      }
    }
    return Future.join(List.copyOf(told.values()))
        .otherwiseEmpty()
        .map(all -> document(sight.node(), service, row, told));
  }

  private ServerDoc document(
      String self, ServiceRow service, ServerRow row, Map<String, Future<Told>> told) {
    Series series = node.series(service.name(), row.address());
    List<ServerDoc.Sight> seen = new ArrayList<>(List.of(ServerDoc.Sight.of(self, row)));
    for (Map.Entry<String, Future<Told>> each : told.entrySet()) {
      if (each.getValue().failed()) {
        seen.add(ServerDoc.Sight.silent(each.getKey(), each.getValue().cause().getMessage()));
        continue;
      }
      Told other = each.getValue().result();
      seen.add(
          new ServerDoc.Sight(each.getKey(), other.health(), other.since(), other.lastCheck(), ""));
      if (each.getKey().equals(service.node())) {
        series = other.series();
      }
    }
    seen.sort(Comparator.comparing(ServerDoc.Sight::node));
    return new ServerDoc(
        service.name(), row, series, transitions(service.name() + "/" + row.address()), seen);
  }

  private List<ServerDoc.Transition> transitions(String subject) {
    return feed.behind(EventMarks.none(), Integer.MAX_VALUE).stream()
        .filter(event -> event.subject().equals(subject) && KINDS.contains(event.kind()))
        .sorted(Comparator.comparing(Event::time).reversed())
        .limit(TRANSITIONS)
        .map(ServerDoc.Transition::of)
        .toList();
  }

  private Future<Told> ask(String other, Subject subject) {
    return Future.fromCompletionStage(
            node.peers().ask(other, TOPIC, subject.text(), WITHIN), vertx.getOrCreateContext())
        .map(
            lines -> {
              try {
                return Json.read(lines.get(0), Told.class);
              } catch (IOException garbled) {
                throw new IllegalStateException("answers garbage", garbled);
              }
            });
  }
}
