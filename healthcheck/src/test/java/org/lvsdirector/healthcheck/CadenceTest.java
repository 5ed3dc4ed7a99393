package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
  @ParameterizedTest
  @CsvSource({
    // phase, period, last probe, next point
    "0,   1000, 0,    1000",
    "0,   1000, 12,   1000",
    "0,   1000, 499,  1000",
    "0,   1000, 500,  2000",
    "0,   1000, 999,  2000",
    "300, 1000, 0,    1300",
    "700, 1000, 0,    700",
    "700, 1000, 750,  1700",
    "0,   5000, 3000, 10000",
    "900, 1000, -50,  900",
  })
  void followsAProbeByHalfAPeriodToOneAndAHalf(long phase, long period, long last, long next) {
    assertThat(Cadence.next(phase, period, last)).isEqualTo(next);
    assertThat(next - last).isBetween(period / 2, period * 3 / 2);
  }

  @Test
  void lateStartsDoNotAddUp() {
    Random random = new Random(1);
    long last = 0;
    for (int i = 1; i <= 10_000; i++) {
      long due = Cadence.next(0, 1000, last);
      assertThat(due).isEqualTo(i * 1000L);
      last = due + random.nextInt(400);
    }
  }

  @Test
  void gridsLieEvenlyHoweverManyThereAre() {
    int[] tenths = new int[10];
    for (int i = 0; i < 1000; i++) {
      long phase = Cadence.phase(0, i, 1_000_000_000L);
      assertThat(phase % Cadence.BEAT).isZero();
      tenths[(int) (phase / 100_000_000L)]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(95, 105);
    }
  }

  @Test
  void firstProbesFitInAnInterval() {
    assertThat(Cadence.first(999, 1000, 10_000_000)).isLessThanOrEqualTo(10_000_000);
    assertThat(Cadence.first(0, 1000, 10_000_000)).isZero();
    assertThat(Cadence.first(36_000, 36_432, 10_000_000_000L)).isLessThan(4_000_000_000L);
  }
}
