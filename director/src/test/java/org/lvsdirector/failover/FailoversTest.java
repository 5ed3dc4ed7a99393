package org.lvsdirector.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.kernel.ProtocolCounters;
import org.lvsdirector.model.Epoch;

class FailoversTest {
  private static final long MILLI = 1_000_000;
  private static final Epoch FIVE = new Epoch(5);
  private static final Sight BEFORE = Sights.of(Sights.web(4, "d1"), "d1", "d2");
  private static final Sight AFTER = Sights.of(Sights.web(5, "d2"), Map.of("d1", 312L), "d2");

  private final List<String> events = new ArrayList<>();
  private final Failovers failovers =
      new Failovers(
          "d2",
          Duration.ofMillis(300),
          (kind, subject, text) -> events.add(kind + " " + subject + ": " + text));
  private long connections = 510;

  private Failovers.Count count(String group) {
    assertThat(group).isEqualTo("web");
    return new Failovers.Count(OptionalLong.of(connections), OptionalDouble.empty());
  }

  private static Optional<ProtocolCounters> counters(long resets, long noPorts) {
    return Optional.of(new ProtocolCounters(resets, noPorts));
  }

  @Test
  void aTakeOverIsReportedOnceItsWindowIsOver() {
    assertThat(failovers.note(BEFORE, AFTER, this::count, 0, Instant.EPOCH)).containsExactly(FIVE);
    failovers.counters(FIVE, counters(100, 20));
    failovers.held("web", FIVE, 14 * MILLI);
    failovers.held("web", FIVE, 900 * MILLI);
    assertThat(failovers.reports()).isEmpty();
    connections = 540;
    failovers.settle(FIVE, this::count, counters(103, 20), 5000 * MILLI);
    assertThat(failovers.reports())
        .containsExactly(
            new FailoverReport(
                Instant.EPOCH,
                "d2",
                "web",
                "d1",
                5,
                "silence",
                312,
                312,
                14,
                512,
                510,
                540,
                510 / 512.0,
                "count",
                3,
                0,
                5,
                "d2 took over from d1 in epoch 5: d1 silent for 312 ms, master 312 ms after its last"
                    + " sign of life, the addresses in force 14 ms later; connections: 512 there,"
                    + " 510 here, 540 after 5 s; preserved: 99.6 % by count; without an entry: at"
                    + " most 3 TCP segments, 0 UDP datagrams"));
    assertThat(events).containsExactly("failover-report web: " + failovers.reports().get(0).text());
    failovers.settle(FIVE, this::count, counters(103, 20), 9000 * MILLI);
    assertThat(events).as("once").hasSize(1);
  }

  @Test
  void whatWasNotMeasuredIsUnknown() {
    Failovers.Counter nothing =
        group -> new Failovers.Count(OptionalLong.empty(), OptionalDouble.empty());
    Sight after = Sights.of(Sights.web(5, "d2", "d1", true), "d1", "d2");
    failovers.note(BEFORE, after, nothing, 0, Instant.EPOCH);
    failovers.settle(FIVE, nothing, counters(103, 20), 5000 * MILLI);
    FailoverReport report = failovers.reports().get(0);
    assertThat(report.detectionMillis()).isEqualTo(-1);
    assertThat(report.vipMillis()).isEqualTo(-1);
    assertThat(report.connectionsBefore()).isEqualTo(-1);
    assertThat(report.connectionsAfter()).isEqualTo(-1);
    assertThat(report.preserved()).isEqualTo(-1);
    assertThat(report.preservedBy()).isEqualTo("unknown");
    assertThat(report.tcpUnmatched()).isEqualTo(-1);
    assertThat(report.text())
        .contains("an operator asked for it, the addresses are not in force after 5 s")
        .contains("512 there, unknown here, unknown after 5 s")
        .endsWith("preserved: unknown; without an entry: unknown");
  }

  @Test
  void theNextTakeOverEndsTheWindowOfTheLast() {
    failovers.note(BEFORE, AFTER, this::count, 0, Instant.EPOCH);
    failovers.counters(FIVE, counters(1, 1));
    Sight lost = Sights.of(Sights.web(6, "d1", "d2", true), "d1", "d2");
    Sight again = Sights.of(Sights.web(7, "d2", "d1", true), "d1", "d2");
    failovers.note(AFTER, lost, this::count, 1000 * MILLI, Instant.EPOCH);
    failovers.note(lost, again, this::count, 2000 * MILLI, Instant.EPOCH);
    assertThat(failovers.reports()).singleElement().matches(it -> it.windowSeconds() == 2);
    failovers.settle(FIVE, this::count, counters(9, 9), 5000 * MILLI);
    assertThat(failovers.reports()).as("no second time").hasSize(1);
    failovers.settle(new Epoch(7), this::count, Optional.empty(), 7000 * MILLI);
    assertThat(failovers.reports()).extracting(FailoverReport::epoch).containsExactly(5L, 7L);
  }

  @Test
  void onlyTheLastHundredAreKept() {
    for (int epoch = 5; epoch < 205; epoch++) {
      Sight before = Sights.of(Sights.web(epoch - 1, "d1"), "d1", "d2");
      Sight after = Sights.of(Sights.web(epoch, "d2", "d1", true), "d1", "d2");
      failovers.note(before, after, this::count, 0, Instant.EPOCH);
      failovers.settle(new Epoch(epoch), this::count, Optional.empty(), 0);
    }
    assertThat(failovers.reports()).hasSize(100);
    assertThat(failovers.reports().get(99).epoch()).isEqualTo(204);
  }

  @Test
  void comparisonCountsMoreThanCounting() {
    OptionalLong many = OptionalLong.of(1000);
    assertThat(Preserved.of(OptionalDouble.of(0.9999), many, many))
        .hasToString("99.9 % by coverage");
    assertThat(Preserved.of(OptionalDouble.empty(), many, OptionalLong.of(900)))
        .hasToString("100.0 % by count");
    assertThat(Preserved.of(OptionalDouble.empty(), OptionalLong.of(0), OptionalLong.of(0)).share())
        .isEqualTo(1);
    assertThat(Preserved.of(OptionalDouble.empty(), OptionalLong.of(0), many))
        .hasToString("0.0 % by count");
  }
}
