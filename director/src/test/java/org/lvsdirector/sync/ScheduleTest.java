package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule();

  @Test
  void comparesAtOnceAndThenSeldom() {
    assertThat(schedule.isDue(0)).isTrue();
    schedule.began();
    schedule.ended(seconds(1), seconds(1), true);
    assertThat(schedule.isDue(seconds(100))).isFalse();
    assertThat(schedule.isDue(seconds(101))).isTrue();
  }

  @Test
  void comparesSoonWhenSomethingMayBeMissing() {
    schedule.began();
    schedule.ended(seconds(1), seconds(1), true);
    schedule.hurry();
    assertThat(schedule.isDue(seconds(5))).isFalse();
    assertThat(schedule.isDue(seconds(6))).isTrue();
  }

  @Test
  void aFailureThatCostNothingIsTriedAgainSoon() {
    schedule.began();
    schedule.ended(seconds(1), 0, false);
    assertThat(schedule.isDue(seconds(3))).isTrue();
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
