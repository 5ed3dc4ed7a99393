package org.lvsdirector.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Letter;

class PeersTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private final Map<String, Peers> nodes = new HashMap<>();
  private final List<Letter> seen = new ArrayList<>();
  private final Peers d1 = node("d1");
  private final Peers d2 = node("d2");

  private Peers node(String name) {
    Peers peers =
        new Peers(
            (to, letter) -> {
              seen.add(letter);
              if (nodes.containsKey(to)) {
                nodes.get(to).onLetter(name, letter);
              }
            });
    nodes.put(name, peers);
    return peers;
  }

  private static List<String> get(CompletableFuture<List<String>> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void answersWhatItIsAsked() throws Exception {
    d2.answer("sum", (asker, text) -> done(List.of(asker + " asks " + text, "two lines")));
    assertThat(get(d1.ask("d2", "sum", "1+1", WITHIN))).containsExactly("d1 asks 1+1", "two lines");
  }

  @Test
  void anEmptyAnswerIsOne() throws Exception {
    d2.answer("sum", (asker, text) -> done(List.of()));
    assertThat(get(d1.ask("d2", "sum", "", WITHIN))).isEmpty();
  }

  @Test
  void aLongAnswerComesInPartsThatAreAskedForOneByOne() throws Exception {
    List<String> lines = IntStream.range(0, 500).mapToObj(i -> i + "x".repeat(1000)).toList();
    d2.answer("long", (asker, text) -> done(lines));
    assertThat(get(d1.ask("d2", "long", "", WITHIN))).isEqualTo(lines);
    assertThat(seen.stream().filter(Letter.Part.class::isInstance).count()).isGreaterThan(9);
    assertThat(seen.stream().filter(Letter.Next.class::isInstance).count()).isGreaterThan(8);
  }

  @Test
  void aLineLongerThanAPartComesWhole() throws Exception {
    String line = "y".repeat(3 * Peers.PART);
    d2.answer("long", (asker, text) -> done(List.of("a", line, "b")));
    assertThat(get(d1.ask("d2", "long", "", WITHIN))).containsExactly("a", line, "b");
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    String line = "z".repeat(1 << 20);
    d2.answer("long", (asker, text) -> done(IntStream.range(0, 20).mapToObj(i -> line).toList()));
    assertThatThrownBy(() -> get(d1.ask("d2", "long", "", WITHIN)))
        .hasCauseInstanceOf(NoAnswerException.class)
        .hasMessageContaining("d2 answers without end");
    assertThat(seen.get(seen.size() - 1)).isInstanceOf(Letter.Enough.class);
  }

  @Test
  void tellsWhyANodeRefuses() {
    d2.answer(
        "no",
        (asker, text) -> {
          throw new IllegalStateException("not today");
        });
    assertThatThrownBy(() -> get(d1.ask("d2", "no", "", WITHIN)))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("d2 refuses: not today")
        .satisfies(
            failure ->
                assertThat(((NoAnswerException) failure.getCause()).refusedBy()).contains("d2"));
  }

  @Test
  void givesUpANodeThatIsSilent() {
    assertThatThrownBy(() -> get(d1.ask("d3", "sum", "", Duration.ofMillis(20))))
        .hasMessageContaining("d3 did not answer within 20 ms");
    assertThatThrownBy(() -> get(d1.ask("d2", "unheard-of", "", Duration.ofMillis(20))))
        .hasMessageContaining("d2 did not answer");
  }

  @Test
  void partsOfStrangersAndPartsOutOfOrderCountForNothing() throws Exception {
    List<Letter> sent = new ArrayList<>();
    Peers lone = new Peers((to, letter) -> sent.add(letter));
    CompletableFuture<List<String>> answer = lone.ask("d2", "sum", "", WITHIN);
    long id = sent.get(0).id();
    lone.onLetter("d3", part(id, 0, true, "forged"));
    lone.onLetter("d2", part(id, 1, true, "too early"));
    lone.onLetter("d2", part(id + 1, 0, true, "of another question"));
    assertThat(answer).isNotDone();
    lone.onLetter("d2", part(id, 0, false, "first"));
    lone.onLetter("d2", part(id, 0, true, "again"));
    lone.onLetter("d2", part(id, 1, true, "last"));
    assertThat(get(answer)).containsExactly("first", "last");
  }

  private static Letter part(long id, int number, boolean last, String line) {
    return new Letter.Part(id, number, List.of(line), 0, last, Optional.empty());
  }

  private static CompletableFuture<List<String>> done(List<String> lines) {
    return CompletableFuture.completedFuture(lines);
  }
}
