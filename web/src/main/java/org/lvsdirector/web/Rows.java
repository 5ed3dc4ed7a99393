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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.ServiceRow;

/**
 * Services with their servers, each with the counters of the node in charge. Belongs to the API's
 * event loop.
 */
final class Rows {
  private static final String TOPIC = "counters";
  private static final String ALL = "*";
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

  private final Vertx vertx;
  private final Node node;
  private final Fresh<Whole> whole;
  private final Fresh<List<ServiceRow>> all;

  /** Answers the other nodes too. */
  Rows(Vertx vertx, Node node) {
    this.vertx = vertx;
    this.node = node;
    this.whole = new Fresh<>(() -> Whole.of(node.rows()));
    this.all = new Fresh<>(() -> node.rows().toList());
    node.peers()
        .answer(
            TOPIC,
            (asker, text) -> vertx.executeBlocking(() -> count(text), false).toCompletionStage());
  }

  /** What is made at most twice a second, for all who look. */
  private final class Fresh<T> {
    private final Callable<T> maker;
    private Future<T> newest;
    private long made;

    Fresh(Callable<T> maker) {
      this.maker = maker;
    }

    Future<T> get() {
      long now = System.nanoTime();
      if (newest == null || now - made > FRESH_NANOS) {
        made = now;
        newest = vertx.executeBlocking(maker, false);
      }
      return newest;
    }

    void forget() {
      newest = null;
    }
  }

  /** A page, and how many rows there are on all pages. */
  record Page(List<ServiceRow> rows, int total) {}

  private List<String> count(String text) {
    boolean every = text.equals(ALL);
    Stream<ServiceRow> rows =
        every
            ? node.rows()
            : node.rows(Set.of(text.lines().distinct().toArray(String[]::new))).stream();
    return rows.map(row -> Json.write(Counted.of(row, !every))).toList();
  }

  /** All services, as they were less than half a second ago, with this node's own counters. */
  Future<Whole> whole() {
    return whole.get();
  }

  /** What has been made is out of date. */
  void forget() {
    whole.forget();
    all.forget();
  }

  /** The rows that a query asks for. */
  Future<Page> page(RowQuery query) {
    if (query.looksAtAll()) {
      Future<List<ServiceRow>> known =
          query.wantsTroubled() ? whole.get().map(Whole::troubled) : all.get();
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
