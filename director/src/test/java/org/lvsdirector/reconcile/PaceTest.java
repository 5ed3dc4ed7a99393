package org.lvsdirector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Pace pace = new Pace(PERIOD);

  @Test
  void quickLooksComeOnceAPeriod() {
    took(10, 10, 52);
    assertThat(pace.pause()).isEqualTo(PERIOD);
  }

  @Test
  void longLooksFillATwentiethOfTheTime() {
    took(100, 100);
    assertThat(pace.pause()).hasMillis(1900);
  }

  @Test
  void theLongestLooksAreStillTakenNowAndThen() {
    took(60_000, 60_000);
    assertThat(pace.pause()).hasSeconds(10);
  }

  @Test
  void aSingleLongLookCountsForNothing() {
    took(10, 5000);
    assertThat(pace.pause()).isEqualTo(PERIOD);
    took(10);
    assertThat(pace.pause()).isEqualTo(PERIOD);
  }

  @Test
  void lookingThatLedToChangesCountsForNothing() {
    took(500, 500);
    pace.took(Duration.ofSeconds(4), true);
    assertThat(pace.pause()).isEqualTo(PERIOD);
  }

  private void took(long... millis) {
    for (long each : millis) {
      pace.took(Duration.ofMillis(each), false);
    }
  }
}
