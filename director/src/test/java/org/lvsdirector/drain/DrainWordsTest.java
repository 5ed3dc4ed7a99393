package org.lvsdirector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.DrainOrder.Then;

class DrainWordsTest {
  private static final DrainOrder KILL =
      new DrainOrder(
          Optional.of(Duration.ofMinutes(5)), Then.REMOVE, Leftovers.KILL, Templates.IGNORE, 100);

  @Test
  void everyStepIsASentenceWithItsNumbers() {
    assertThat(DrainWords.begins(DrainOrder.PLAIN)).isEqualTo("gets no new connections");
    assertThat(DrainWords.begins(KILL))
        .isEqualTo(
            "gets no new connections; what is left after 5m0s is closed; then it leaves the pool");
    assertThat(
            DrainWords.progress(
                412,
                13.24,
                Optional.of(Duration.ofSeconds(31)),
                Optional.of(Duration.ofMillis(250_400))))
        .isEqualTo(
            "412 connections left, 13.2 fewer a second, the last is expected to end in 31s,"
                + " deadline in 4m10s");
    assertThat(DrainWords.progress(1, 0, Optional.empty(), Optional.empty()))
        .isEqualTo("1 connection left");
    assertThat(DrainWords.deadline(KILL, 12))
        .isEqualTo(
            "12 connections left at the deadline; what is left is closed, at most 100 a second");
    assertThat(DrainWords.drained(KILL, Duration.ofSeconds(301), 12, 0))
        .isEqualTo("no connection left after 5m1s, 12 closed here; out of the pool");
  }
}
