package org.lvsdirector.healthcheck.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 12_345_678_901L;

  private final Wheel wheel = new Wheel(START);

  @Test
  void nothingSetIsNothingDue() {
    assertThat(wheel.due(START + 100 * MILLI)).isNull();
    assertThat(wheel.idle(START)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isNeverEarlyAndAtMostAMillisecondLate() {
    WheelAlarm alarm = alarm();
    alarm.set(START + 5 * MILLI + 1);
    assertThat(wheel.due(START + 5 * MILLI)).isNull();
    assertThat(wheel.idle(START + 5 * MILLI)).isEqualTo(MILLI);
    assertThat(wheel.due(START + 6 * MILLI)).isSameAs(alarm);
    assertThat(wheel.due(START + 6 * MILLI)).isNull();
  }

  @Test
  void theLastTimeThatWasSetCounts() {
    WheelAlarm alarm = alarm();
    alarm.set(START + 5 * MILLI);
    alarm.set(START + 50 * MILLI);
    assertThat(wheel.due(START + 49 * MILLI)).isNull();
    alarm.clear();
    alarm.clear();
    assertThat(wheel.due(START + 60 * MILLI)).isNull();
    assertThat(wheel.idle(START)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsForLaterTurns() {
    WheelAlarm alarm = alarm();
    alarm.set(START + 100_000 * MILLI);
    long now = START;
    for (int i = 0; i < 100 && wheel.due(now) == null; i++) {
      assertThat(wheel.idle(now)).as("idle at %s", now).isPositive();
      now += wheel.idle(now);
    }
    assertThat(now).isEqualTo(START + 100_000 * MILLI);
  }

  @Test
  void aStandstillOfHoursLosesNothing() {
    Set<WheelAlarm> set = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      WheelAlarm alarm = alarm();
      alarm.set(START + i * 97L * MILLI);
      set.add(alarm);
    }
    long now = START + 10_000_000 * MILLI;
    for (WheelAlarm due = wheel.due(now); due != null; due = wheel.due(now)) {
      assertThat(set.remove(due)).isTrue();
    }
    assertThat(set).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithAListThatIsSearched(long seed) {
    Random random = new Random(seed);
    List<WheelAlarm> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(alarm());
    }
    long[] expected = new long[all.size()];
    long now = START;
    for (int step = 0; step < 20_000; step++) {
      int which = random.nextInt(all.size());
      if (random.nextInt(3) == 0) {
        all.get(which).clear();
        expected[which] = 0;
      } else {
        expected[which] = now + (long) (Math.pow(random.nextDouble(), 4) * 60_000 * MILLI);
        all.get(which).set(expected[which]);
      }
      if (random.nextInt(10) == 0) {
        now += (long) (Math.pow(random.nextDouble(), 3) * 2000 * MILLI);
        drain(all, expected, now);
      }
    }
  }

  /** Everything comes that was due a millisecond ago, and nothing that is not due. */
  private void drain(List<WheelAlarm> all, long[] expected, long now) {
    for (WheelAlarm due = wheel.due(now); due != null; due = wheel.due(now)) {
      int which = all.indexOf(due);
      assertThat(expected[which]).isPositive().isLessThanOrEqualTo(now);
      expected[which] = 0;
    }
    for (long time : expected) {
      assertThat(time == 0 || time > now - MILLI).isTrue();
    }
  }

  private WheelAlarm alarm() {
    return new WheelAlarm(wheel, () -> {});
  }
}
