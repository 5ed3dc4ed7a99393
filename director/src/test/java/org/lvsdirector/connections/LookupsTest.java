package org.lvsdirector.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.connections.ConnectionAnswer.NodeAnswer;
import org.lvsdirector.sync.ConnectionRow;
import org.lvsdirector.sync.ConnectionTable;

class LookupsTest {
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Map<String, Lookups> nodes = new ConcurrentHashMap<>();
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final List<ConnectionEntry> found = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    nodes.values().forEach(Lookups::close);
  }

  private void node(String name, ConnectionSource source) {
    nodes.put(
        name,
        new Lookups(
            name,
            source,
            () -> List.of(Rows.web("10.0.0.1:80")),
            (to, letter) -> deliver(name, to, letter),
            SILENCE));
  }

  private void deliver(String from, String to, Letter letter) {
    letters.add(letter);
    Optional.ofNullable(nodes.get(to)).ifPresent(node -> node.onLetter(from, letter));
  }

  private CompletableFuture<ConnectionAnswer> look(List<String> whom, String... words) {
    Map<String, String> query = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      query.put(words[i], words[i + 1]);
    }
    return nodes
        .get("d1")
        .look(ConnectionQuery.of(query, 0), whom, 0, entries -> found.addAll(entries));
  }

  private static ConnectionAnswer get(CompletableFuture<ConnectionAnswer> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyEntryOfEveryNodeComes() throws Exception {
    node("d1", Rows.source(Rows.many(1000)));
    node("d2", Rows.source(Rows.many(5000)));
    ConnectionAnswer answer = get(look(List.of("d1", "d2")));
    assertThat(answer)
        .isEqualTo(
            new ConnectionAnswer(
                List.of(new NodeAnswer("d1", 1000, 1000, ""), new NodeAnswer("d2", 5000, 5000, "")),
                0,
                ""));
    assertThat(count("d1")).isEqualTo(1000);
    assertThat(count("d2")).isEqualTo(5000);
    assertThat(letters.stream().filter(Letter.Part.class::isInstance).map(Letter.Part.class::cast))
        .as("in parts of a bounded size")
        .hasSizeGreaterThan(20)
        .allMatch(part -> part.lines().size() <= 200);
  }

  private long count(String node) {
    return found.stream().filter(entry -> entry.node().equals(node)).count();
  }

  @Test
  void pagesAreExactAlthoughTheTablesChange() throws Exception {
    List<ConnectionRow> steady = Rows.many(950);
    List<ConnectionRow> fleeting = new CopyOnWriteArrayList<>(Rows.many(1200).subList(950, 1200));
    ConnectionSource changing =
        visitor -> {
          List<ConnectionRow> now = new ArrayList<>(fleeting);
          now.addAll(steady);
          fleeting.remove(0);
          Rows.source(now).read(visitor);
        };
    node("d1", changing);
    node("d2", changing);
    String cursor = "0000000000000000";
    int pages = 0;
    while (!cursor.isEmpty()) {
      int before = found.size();
      cursor = get(look(List.of("d1", "d2"), "limit", "100", "cursor", cursor)).cursor();
      assertThat(found.size() - before).isLessThanOrEqualTo(101);
      pages++;
    }
    assertThat(pages).isBetween(19, 26);
    for (String node : List.of("d1", "d2")) {
      List<String> clients =
          found.stream()
              .filter(entry -> entry.node().equals(node))
              .map(ConnectionEntry::client)
              .toList();
      assertThat(clients).doesNotHaveDuplicates();
      assertThat(clients).containsAll(steady.stream().map(row -> row.client().toString()).toList());
    }
    assertThat(neighbours()).as("one connection's entries stand together").isGreaterThan(940);
  }

  private long neighbours() {
    long together = 0;
    for (int i = 1; i < found.size(); i++) {
      together += found.get(i).client().equals(found.get(i - 1).client()) ? 1 : 0;
    }
    return together;
  }

  @Test
  void aMillionEntriesPassThrough() throws Exception {
    ConnectionRow row = Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80");
    ConnectionSource million =
        visitor -> {
          for (int i = 0; i < 1_000_000; i++) {
            if (!visitor.visit(row)) {
              return;
            }
          }
        };
    node("d1", million);
    AtomicInteger largest = new AtomicInteger();
    AtomicInteger sum = new AtomicInteger();
    ConnectionAnswer answer =
        get(
            nodes
                .get("d1")
                .look(
                    ConnectionQuery.of(Map.of(), 0),
                    List.of("d1"),
                    0,
                    entries -> {
                      sum.addAndGet(entries.size());
                      largest.accumulateAndGet(entries.size(), Math::max);
                      return true;
                    }));
    assertThat(answer.nodes().get(0).found()).isEqualTo(1_000_000);
    assertThat(sum).hasValue(1_000_000);
    assertThat(largest).hasValue(200);
  }

  @Test
  void aPageIsCompletedOnTheNodeThatHasIt() throws Exception {
    node("d1", Rows.source(List.of()));
    ConnectionSource rows = Rows.source(Rows.many(20));
    node(
        "d2",
        new ConnectionSource() {
          @Override
          public void read(ConnectionTable.Visitor visitor) throws IOException {
            rows.read(visitor);
          }

          @Override
          public List<ConnectionEntry> complete(List<ConnectionEntry> entries) {
            assertThat(entries).as("no more than is asked for").hasSize(5);
            return entries.stream().map(entry -> entry.seenAs("192.0.2.11:40001")).toList();
          }
        });
    get(look(List.of("d1", "d2"), "limit", "5"));
    assertThat(found).hasSize(5).allMatch(entry -> entry.seenAs().equals("192.0.2.11:40001"));
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamed() throws Exception {
    node("d1", Rows.source(Rows.many(3)));
    ConnectionAnswer answer = get(look(List.of("d1", "d2"), "limit", "5"));
    assertThat(found).hasSize(3);
    assertThat(answer.nodes())
        .containsExactly(
            new NodeAnswer("d1", 3, 3, ""),
            new NodeAnswer("d2", 0, 0, "did not answer within 2 s"));
    assertThat(letters.get(letters.size() - 1)).isInstanceOf(Letter.Enough.class);
  }

  @Test
  void aTableThatCannotBeReadIsAnAnswerToo() throws Exception {
    node("d1", Rows.source(Rows.many(3)));
    node(
        "d2",
        visitor -> {
          throw new IOException("there is no ip_vs here");
        });
    ConnectionAnswer answer = get(look(List.of("d1", "d2")));
    assertThat(answer.nodes().get(1).fault())
        .isEqualTo("the connection table cannot be read: there is no ip_vs here");
  }

  @Test
  void aTableThatTakesTooLongIsSaidToBeUnfinished() throws Exception {
    ConnectionSource endless =
        visitor -> {
          ConnectionRow row = Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80");
          while (visitor.visit(row)) {
            Thread.onSpinWait();
          }
        };
    node("d1", Rows.source(Rows.many(3)));
    node("d2", endless);
    ConnectionAnswer answer =
        get(look(List.of("d1", "d2"), "within", "4", "limit", "5", "client", "192.0.2.8"));
    assertThat(answer.nodes().get(1).fault())
        .as("alive for longer than the silence that is allowed")
        .matches("read \\d+ entries within 4 s, and that is not all");
  }

  @Test
  void whoeverHasEnoughIsLeftAlone() throws Exception {
    node("d1", Rows.source(List.of()));
    node("d2", Rows.source(Rows.many(100_000)));
    ConnectionAnswer answer =
        get(
            nodes
                .get("d1")
                .look(
                    ConnectionQuery.of(Map.of(), 0),
                    List.of("d1", "d2"),
                    0,
                    entries -> {
                      found.addAll(entries);
                      return false;
                    }));
    assertThat(found).hasSize(200);
    assertThat(answer.nodes()).extracting(NodeAnswer::node).contains("d1");
    assertThat(letters.stream().filter(Letter.Part.class::isInstance).count())
        .isLessThanOrEqualTo(3);
  }

  @Test
  void tooManyAtOnceAreRefused() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ConnectionSource stuck =
        visitor -> {
          try {
            release.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        };
    node("d1", stuck);
    Set<CompletableFuture<ConnectionAnswer>> all = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      all.add(look(List.of("d1")));
    }
    assertThatThrownBy(() -> get(look(List.of("d1"))))
        .hasMessageContaining("as many look-ups are under way as may be");
    release.countDown();
    for (CompletableFuture<ConnectionAnswer> one : all) {
      assertThat(get(one).nodes()).hasSize(1);
    }
  }

  @Test
  void strangersQuestionsAndAnswersAreOfNoConsequence() throws Exception {
    node("d1", Rows.source(Rows.many(3)));
    CompletableFuture<ConnectionAnswer> answer = look(List.of("d1", "d2"), "limit", "5");
    while (letters.isEmpty()) {
      Thread.onSpinWait();
    }
    long id = letters.get(0).id();
    Letter.Part garbage = new Letter.Part(id, 0, List.of("nonsense"), 1, true, Optional.empty());
    Lookups d1 = nodes.get("d1");
    d1.onLetter("d3", garbage);
    d1.onLetter("d2", new Letter.Part(id + 1, 0, List.of(), 1, true, Optional.empty()));
    d1.onLetter("d2", new Letter.Part(id, 5, List.of(), 1, true, Optional.empty()));
    d1.onLetter("d2", new Letter.Next(id, 1));
    d1.onLetter("d2", garbage);
    d1.onLetter("d3", new Letter.Question(1, "connections", "colour=red"));
    d1.onLetter("d3", new Letter.Question(1, "the weather", ""));
    assertThat(get(answer).nodes().get(1).fault())
        .isEqualTo("answered garbage: a line has 1 words instead of 12");
    assertThat(letters.stream().filter(Letter.Part.class::isInstance).collect(Collectors.toList()))
        .singleElement()
        .asString()
        .contains("does not understand the question: There is no parameter colour");
  }
}
