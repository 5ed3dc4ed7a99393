package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lvsdirector.ServiceRow;

/**
 * Services with their servers, each with the counters of the node in charge. All rows of a node are
 * made at most twice a second, for all who look. Belongs to the API's event loop.
 */
final class Rows {
  private static final String TOPIC = "counters";
  private static final String ALL = "*";
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

  private final Vertx vertx;
  private final Node node;
  private Future<Whole> all;
  private long made;

  /** Answers the other nodes too. */
  Rows(Vertx vertx, Node node) {
    this.vertx = vertx;
    this.node = node;
    node.peers()
        .answer(
            TOPIC,
            (asker, text) -> vertx.executeBlocking(() -> count(text), false).toCompletionStage());
  }

  /** A page, and how many rows there are on all pages. */
  record Page(List<ServiceRow> rows, int total) {}

  private List<String> count(String text) {
    boolean every = text.equals(ALL);
    List<ServiceRow> rows =
        every ? node.rows() : node.rows(Set.of(text.lines().distinct().toArray(String[]::new)));
    return rows.stream().map(row -> Json.write(Counted.of(row, !every))).toList();
  }

  /** All rows, as they were less than half a second ago, with this node's own counters. */
  Future<Whole> all() {
    long now = System.nanoTime();
    if (all == null || now - made > FRESH_NANOS) {
      made = now;
      all = vertx.executeBlocking(() -> Whole.of(node.rows()), false);
    }
    return all;
  }

  /** What has been made is out of date. */
  void forget() {
    all = null;
  }

  /** The rows that a query asks for. */
  Future<Page> page(RowQuery query) {
    if (query.looksAtAll()) {
      Future<List<ServiceRow>> known = all().map(Whole::rows);
      Future<List<ServiceRow>> rows = query.sortsByCounter() ? known.compose(this::counted) : known;
      return rows.map(query::choose)
          .compose(chosen -> fill(query, query.page(chosen), chosen.size()));
    }
    List<String> names =
        query.names().isEmpty()
            ? node.names()
            : node.names().stream().filter(query.names()::contains).toList();
    Set<String> some = Set.copyOf(query.page(names));
    return vertx
        .executeBlocking(() -> node.rows(some), false)
        .compose(rows -> fill(query, rows, names.size()));
  }

  /** The row of a service; empty where there is none of this name. */
  Future<Optional<ServiceRow>> named(String name) {
    return vertx
        .executeBlocking(() -> node.rows(Set.of(name)), false)
        .compose(this::withCounters)
        .map(rows -> rows.stream().findFirst());
  }

  private Future<Page> fill(RowQuery query, List<ServiceRow> rows, int total) {
    return withCounters(rows)
        .map(
            filled ->
                new Page(
                    query.servers() ? filled : filled.stream().map(ServiceRow::brief).toList(),
                    total));
  }

  /**
   * The rows with the counters of whoever is in charge of each; without an answer, with our own.
   */
  private Future<List<ServiceRow>> withCounters(List<ServiceRow> rows) {
    return merge(rows, names -> String.join("\n", names));
  }

  /** The same of services only. */
  private Future<List<ServiceRow>> counted(List<ServiceRow> rows) {
    return merge(rows, names -> ALL);
  }

  private interface Question {
    String about(Set<String> names);
  }

  private Future<List<ServiceRow>> merge(List<ServiceRow> rows, Question question) {
    String self = node.sight().node();
    Map<String, Set<String>> elsewhere =
        rows.stream()
            .filter(row -> !row.node().isEmpty() && !row.node().equals(self))
            .collect(
                Collectors.groupingBy(
                    ServiceRow::node,
                    LinkedHashMap::new,
                    Collectors.mapping(ServiceRow::name, Collectors.toCollection(TreeSet::new))));
    if (elsewhere.isEmpty()) {
      return Future.succeededFuture(rows);
    }
    Map<String, Counted> known = new HashMap<>();
    List<Future<?>> answers = new ArrayList<>();
    elsewhere.forEach(
        (other, names) ->
            answers.add(
                Future.fromCompletionStage(
                        node.peers().ask(other, TOPIC, question.about(names), WITHIN),
                        vertx.getOrCreateContext())
                    .onSuccess(lines -> read(lines, known))));
    return Future.join(answers)
        .otherwiseEmpty()
        .map(asked -> rows.stream().map(row -> filled(row, known, self)).toList());
  }

  private static void read(List<String> lines, Map<String, Counted> known) {
    for (String line : lines) {
      try {
        Counted counted = Json.read(line, Counted.class);
        known.put(counted.name(), counted);
      } catch (IOException garbled) {
        // Of another release: what is known here is shown.
        return;
      }
    }
  }

  private static ServiceRow filled(ServiceRow row, Map<String, Counted> known, String self) {
    if (row.node().isEmpty() || row.node().equals(self)) {
      return row;
    }
    Counted counted = known.get(row.name());
    return counted == null ? row.with(self, row.load(), row.servers()) : counted.into(row);
  }
}
