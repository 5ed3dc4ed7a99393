package org.lvsdirector.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.failover.Cause.Kind;

class TakeoverTest {
  private static final Duration DETECT = Duration.ofMillis(300);
  private static final long MILLI = 1_000_000;
  private static final Sight WHOLE = Sights.of(Sights.web(4, "d1"), "d1", "d2", "d3");

  /** What d2 makes of the second look, 20 ms after the first. */
  private static Optional<Takeover> second(Sight first, Sight second) {
    return second(Departures.NONE, first, second);
  }

  private static Optional<Takeover> second(Departures known, Sight first, Sight second) {
    Departures departures = known.next(first, second, 20 * MILLI);
    Mandate mandate = second.mandates().of("web").orElseThrow();
    return Takeover.of("d2", mandate, first, second, departures, DETECT, 20 * MILLI, Instant.EPOCH);
  }

  @Test
  void aSilentMasterIsTold() {
    Takeover takeover =
        second(WHOLE, Sights.of(Sights.web(5, "d2"), Map.of("d1", 312L), "d2", "d3")).orElseThrow();
    assertThat(takeover.cause()).isEqualTo(new Cause(Kind.SILENCE, 312, "silent for 312 ms"));
    assertThat(takeover.previous()).contains("d1");
    assertThat(takeover.detectionMillis()).isEqualTo(312);
    assertThat(takeover.connectionsThere())
        .as("what it said last, although its report is gone with it")
        .isEqualTo(OptionalLong.of(512));
  }

  @Test
  void aBrokenConnectionIsNoSilence() {
    Takeover takeover =
        second(WHOLE, Sights.of(Sights.web(5, "d2"), Map.of("d1", 41L), "d2")).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.CONNECTION_CLOSED);
    assertThat(takeover.cause().silenceMillis()).isEqualTo(41);
  }

  @Test
  void aDecisionThatComesLaterIsPartOfTheDetection() {
    Sight alone = Sights.of(Sights.web(4, "d1"), Map.of("d1", 312L), "d2", "d3");
    Departures departures = Departures.NONE.next(WHOLE, alone, 5 * MILLI);
    Takeover takeover =
        second(departures, alone, Sights.of(Sights.web(5, "d2"), "d2", "d3")).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.SILENCE);
    assertThat(takeover.detectionMillis()).isEqualTo(312 + 15);
    assertThat(takeover.connectionsThere()).isEqualTo(OptionalLong.of(512));
  }

  @Test
  void whoeverCameBackDidNotDie() {
    Departures departures =
        Departures.NONE.next(WHOLE, Sights.of(Sights.web(4, "d1"), Map.of("d1", 312L), "d2"), 0);
    Takeover takeover =
        second(departures, WHOLE, Sights.of(Sights.web(5, "d2"), "d1", "d2")).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.DECISION);
    assertThat(takeover.detectionMillis()).isEqualTo(-1);
  }

  @Test
  void aHandOverSaysWhy() {
    Sight after = Sights.of(Sights.web(5, "d2", "d1", false), "d1", "d2");
    assertThat(cause(Sights.with(after, Sights.report("d1", true, "", 3, 1))))
        .isEqualTo("hands over: it stops");
    assertThat(cause(Sights.with(after, Sights.report("d1", false, "ens33 is down", 3, 1))))
        .isEqualTo("hands over: ens33 is down");
    assertThat(cause(Sights.with(after, Sights.report("d1", false, "", 0, 1))))
        .isEqualTo("hands over: it sees no healthy server");
    assertThat(cause(after)).isEqualTo("hands over: the other is preferred");
  }

  private static String cause(Sight after) {
    Takeover takeover = second(WHOLE, after).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.HAND_OVER);
    assertThat(takeover.detectionMillis()).isEqualTo(-1);
    return takeover.cause().text();
  }

  @Test
  void anOperatorIsTold() {
    Sight after = Sights.of(Sights.web(5, "d2", "d1", true), "d1", "d2");
    assertThat(second(WHOLE, after).orElseThrow().cause().kind()).isEqualTo(Kind.OPERATOR);
  }

  @Test
  void whoeverSaidItWouldGoHasLeft() {
    Sight before = Sights.with(WHOLE, Sights.report("d1", true, "", 3, 7));
    Takeover takeover =
        second(before, Sights.of(Sights.web(5, "d2"), Map.of("d1", 12L), "d2")).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.LEFT);
    assertThat(takeover.connectionsThere()).isEqualTo(OptionalLong.of(7));
  }

  @Test
  void aGroupThatNobodyHadComesFromNobody() {
    Sight before = Sights.of(Sights.web(4, ""), "d1", "d2");
    Takeover takeover = second(before, Sights.of(Sights.web(5, "d2"), "d1", "d2")).orElseThrow();
    assertThat(takeover.cause().kind()).isEqualTo(Kind.NOBODY);
    assertThat(takeover.previous()).isEmpty();
    assertThat(takeover.connectionsThere()).isEmpty();
  }

  @Test
  void whatIsNoTakeOverIsNotReported() {
    Sight nothing = Sights.of(Mandates.NONE, "d1", "d2");
    Sight held = Sights.of(Sights.web(5, "d2"), "d1", "d2");
    assertThat(second(nothing, held)).as("the first mandate ever").isEmpty();
    assertThat(second(held, held)).as("no news").isEmpty();
    assertThat(second(held, Sights.of(Sights.web(6, "d2"), "d2"))).as("ours already").isEmpty();
    assertThat(second(held, Sights.of(Sights.web(6, "d1"), "d1", "d2"))).as("another's").isEmpty();
  }

  @Test
  void aNewcomerThatIsPreferredTakesOver() {
    Sight nothing = Sights.of(Mandates.NONE, "d1", "d2");
    Sight after = Sights.of(Sights.web(5, "d2", "d1", false), "d1", "d2");
    assertThat(second(nothing, after).orElseThrow().previous()).contains("d1");
  }
}
