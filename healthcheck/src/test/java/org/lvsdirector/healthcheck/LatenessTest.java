package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Tally tally = new Tally();

  @Test
  void tellsWhatAShareWasNoLaterThan() {
    for (int i = 0; i < 98; i++) {
      tally.late(3_000_000);
    }
    tally.late(70_000_000);
    tally.late(60_000_000_000L);
    Lateness lateness = tally.lateness();
    assertThat(lateness.total()).isEqualTo(100);
    assertThat(lateness.atMost(0.5)).isEqualTo(Duration.ofMillis(5));
    assertThat(lateness.atMost(0.99)).isEqualTo(Duration.ofMillis(100));
    assertThat(lateness.atMost(1)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void tellsWhatCameSince() {
    tally.late(60_000_000_000L);
    Lateness before = tally.lateness();
    tally.late(500_000);
    tally.late(-1);
    assertThat(tally.lateness().since(before).total()).isEqualTo(2);
    assertThat(tally.lateness().since(before).atMost(1)).isEqualTo(Duration.ofMillis(1));
  }
}
