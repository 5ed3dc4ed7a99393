package org.lvsdirector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = new Pace();

  @Test
  void nothingIsForeseenFromASingleCount() {
    assertThat(pace.untilNone()).isEmpty();
    pace.count(100, 0);
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.untilNone()).isEmpty();
  }

  @Test
  void theEndIsForeseenByTheLastMinute() {
    for (int second = 0; second <= 300; second++) {
      // 10 fewer a second for four minutes, then 1.
      long connections = second <= 240 ? 5000 - 10L * second : 2600 - (second - 240);
      pace.count(connections, second * SECOND);
    }
    assertThat(pace.perSecond()).isEqualTo(1.0);
    assertThat(pace.untilNone()).contains(Duration.ofSeconds(2540));
  }

  @Test
  void growingIsNoPaceAndNoneIsTheEnd() {
    pace.count(5, 0);
    pace.count(9, SECOND);
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.untilNone()).isEmpty();
    pace.count(0, 2 * SECOND);
    assertThat(pace.untilNone()).contains(Duration.ZERO);
  }
}
