package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.Event;

class EventFeedTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final EventFeed feed = new EventFeed();
  private final List<Event> news = new ArrayList<>();

  private static Event event(String node, long id, int second) {
    return new Event(id, START.plusSeconds(second), node, "kind", "subject", node + id);
  }

  private List<String> behind(String marks, int limit) {
    return feed.behind(EventMarks.parse(marks), limit).stream().map(Event::text).toList();
  }

  @Test
  void mixesTheEventsOfAllNodesByTime() {
    feed.heard("d1", 10, List.of(event("d1", 1, 1), event("d1", 2, 4)));
    feed.heard("d2", 20, List.of(event("d2", 1, 2)));
    assertThat(behind("", 9)).containsExactly("d11", "d21", "d12");
    assertThat(behind("", 2)).containsExactly("d21", "d12");
    assertThat(behind("d1@10:1,d2@20:1", 9)).containsExactly("d12");
  }

  @Test
  void whatIsKnownAlreadyIsNoNews() {
    feed.subscribe(news::add);
    feed.heard("d1", 10, List.of(event("d1", 1, 1)));
    feed.heard("d1", 10, List.of(event("d1", 1, 1), event("d1", 2, 2)));
    assertThat(news).extracting(Event::id).containsExactly(1L, 2L);
  }

  @Test
  void aNodeThatRunsAnewNumbersItsEventsAnew() {
    feed.heard("d1", 10, List.of(event("d1", 7, 1)));
    assertThat(feed.question("d1")).isEqualTo("10:7");
    feed.heard("d1", 11, List.of(event("d1", 1, 9)));
    feed.heard("d1", 10, List.of(event("d1", 8, 2)));
    assertThat(behind("d1@10:7", 9)).containsExactly("d11");
    assertThat(feed.question("d1")).isEqualTo("11:1");
    assertThat(feed.question("d9")).isEmpty();
  }

  @Test
  void aNodeTellsWhatTheAskerLacks() {
    FakeNode node = new FakeNode();
    node.events.emit("kind", "subject", "one");
    node.events.emit("kind", "subject", "two");
    long boot = EventFeed.boot(FakeNode.STARTED);
    assertThat(EventFeed.own(node, boot + ":1")).extracting(Event::text).containsExactly("two");
    for (String question : List.of("", "1:1", "x", boot + ":x", ":")) {
      assertThat(EventFeed.own(node, question)).as(question).hasSize(2);
    }
  }

  @Test
  void marksReadBackAsTheyWereWritten() {
    String text = "d1@1767323045000:57,node-2.example@3:0";
    assertThat(EventMarks.parse(text)).hasToString(text);
    assertThat(EventMarks.parse("").of("d1", 1)).isZero();
    assertThat(EventMarks.parse("d1@2:3").of("d1", 1)).isZero();
  }

  @Test
  void marksThatAreNoneAreRefused() {
    for (String text :
        List.of(
            "5",
            "d1",
            "d1@1",
            "d1@1:",
            "d1@1:2,",
            ",",
            "d1@1:2;d2@1:2",
            "d1@-1:2",
            "d1@1:9999999999999999999",
            "d1@1:2,d2@",
            "@1:2",
            "d 1@1:2",
            "x".repeat(9000))) {
      assertThatThrownBy(() -> EventMarks.parse(text)).as(text).isInstanceOf(BadRequest.class);
    }
  }
}
