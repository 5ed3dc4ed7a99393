package org.lvsdirector.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {
  @Test
  void theDefaultGivesTheMeasuredTimes() throws Exception {
    assertThat(Timing.of(Duration.ofMillis(300))).isEqualTo(new Timing(300, 60, 180, 60, 100, 300));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 150, 300, 1000, 2999, 60_000})
  void theRelationsHoldOverTheWholeRange(int detect) throws Exception {
    assertThat(Timing.of(Duration.ofMillis(detect)).detect()).isEqualTo(detect);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 60_001})
  void whatIsOutOfRangeIsRefused(int detect) {
    assertThatThrownBy(() -> Timing.of(Duration.ofMillis(detect)))
        .hasMessageContaining("cluster.detect: " + detect + " ms is not within 100 ms and 60 s");
  }

  @Test
  void timesThatWouldHideASlowMemberAreRefused() {
    assertThatThrownBy(() -> new Timing(300, 60, 180, 61, 100, 300)).hasMessageContaining("asking");
    assertThatThrownBy(() -> new Timing(300, 60, 180, 60, 150, 300))
        .hasMessageContaining("connecting");
    assertThatThrownBy(() -> new Timing(300, 61, 180, 60, 100, 300))
        .hasMessageContaining("heartbeats");
  }
}
