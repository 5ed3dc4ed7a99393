package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ClusterSight.MemberSight;
import org.lvsdirector.Event;
import org.lvsdirector.traffic.Series;

/**
 * What the members tell of themselves. They are asked while somebody looks, once a second for all
 * who do. Belongs to the API's event loop.
 */
final class Members {
  private static final String TOPIC = "self";
  private static final Duration WITHIN = Duration.ofMillis(700);
  private static final long FRESH_NANOS = Duration.ofMillis(800).toNanos();

  private final Vertx vertx;
  private final Node node;
  private final Supplier<Self> self;
  private final EventFeed feed;
  private final Map<String, String> urls = new ConcurrentHashMap<>();
  private Future<Seen> newest;
  private long asked;

  /**
   * Answers the others, and asks them when told to.
   *
   * @param self what this node tells of itself
   * @param feed gets the events of the others
   */
  Members(Vertx vertx, Node node, Supplier<Self> self, EventFeed feed) {
    this.vertx = vertx;
    this.node = node;
    this.self = self;
    this.feed = feed;
    node.peers()
        .answer(
            TOPIC,
            (asker, text) ->
                vertx.executeBlocking(() -> answer(asker, text), false).toCompletionStage());
  }

  /** What was heard of the members. */
  record Seen(List<MemberView> members, Series series) {}

  /** This node, and the events behind those that the asker has. */
  private List<String> lines(String known) {
    List<String> lines = new ArrayList<>();
    lines.add(Json.write(self.get()));
    EventFeed.own(node, known).forEach(event -> lines.add(Json.write(event)));
    return lines;
  }

  /** What another node asks: by which URL its own API is reached, and what it knows of this one. */
  private List<String> answer(String asker, String text) {
    String[] parts = text.split("\n", 2);
    if (!parts[0].isEmpty()) {
      urls.put(asker, parts[0]);
    }
    return lines(parts.length > 1 ? parts[1] : "");
  }

  /** The members, as they were less than a second ago. */
  Future<Seen> look() {
    long now = System.nanoTime();
    if (newest == null || now - asked > FRESH_NANOS) {
      asked = now;
      newest = ask();
    }
    return newest;
  }

  /** The APIs of members as they were last heard of, by node; those gone since among them. */
  Map<String, String> urls() {
    return urls;
  }

  private String question(Self own, String other) {
    return own.url() + "\n" + feed.question(other);
  }

  private Future<Seen> ask() {
    ClusterSight sight = node.sight();
    Self own = self.get();
    Map<String, Future<List<String>>> answers = new LinkedHashMap<>();
    for (MemberSight member : sight.members()) {
      if (!member.node().equals(sight.node())) {
        answers.put(
            member.node(),
            Future.fromCompletionStage(
                node.peers().ask(member.node(), TOPIC, question(own, member.node()), WITHIN),
                vertx.getOrCreateContext()));
      }
    }
    return Future.join(List.copyOf(answers.values()))
        .otherwiseEmpty()
        .map(all -> seen(sight, own, answers));
  }

  private Seen seen(ClusterSight sight, Self own, Map<String, Future<List<String>>> answers) {
    List<MemberView> members = new ArrayList<>();
    List<Series> series = new ArrayList<>(List.of(own.series()));
    Set<String> present = new HashSet<>();
    for (MemberSight member : sight.members()) {
      present.add(member.node());
      boolean coordinates = member.node().equals(sight.coordinator());
      Future<List<String>> answer = answers.get(member.node());
      if (answer == null) {
        members.add(MemberView.of(member, true, coordinates, own));
      } else if (answer.succeeded()) {
        members.add(told(member, coordinates, answer.result(), series));
      } else {
        members.add(MemberView.silent(member, coordinates, answer.cause().getMessage()));
      }
    }
    if (!present.contains(sight.node())) {
      MemberSight alone = new MemberSight(sight.node(), "", false);
      members.add(0, MemberView.of(alone, true, false, own));
    }
    sight.absent().forEach(address -> members.add(MemberView.absent(address)));
    return new Seen(members, SeriesSum.of(series));
  }

  private MemberView told(
      MemberSight member, boolean coordinates, List<String> lines, List<Series> series) {
    try {
      Self other = Json.read(lines.get(0), Self.class);
      List<Event> events = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        events.add(Json.read(line, Event.class));
      }
      feed.heard(member.node(), EventFeed.boot(other.brief()), events);
      series.add(other.series());
      urls.put(member.node(), other.url());
      return MemberView.of(member, false, coordinates, other);
    } catch (IOException | IndexOutOfBoundsException garbled) {
      return MemberView.silent(member, coordinates, "answers garbage: " + garbled.getMessage());
    }
  }
}
