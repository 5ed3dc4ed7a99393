package org.lvsdirector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.DrainMark;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.DrainOrder.Then;

class CountdownTest {
  private static final DrainOrder ORDER =
      new DrainOrder(
          Optional.of(Duration.ofMinutes(5)), Then.HOLD, Leftovers.KILL, Templates.IGNORE, 1);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long HOUR = 60 * MINUTE;

  @Test
  void aNodeWhoseClockIsAnHourOffGoesOnWhereTheOtherWas() {
    Countdown first = Countdown.begin("a", ORDER, 0);
    // The second hears of it two minutes later, by a clock that shows something else altogether.
    DrainMark told = first.mark(2 * MINUTE);
    Countdown second = Countdown.begin("a", ORDER, -HOUR).heard(told, -HOUR);
    assertThat(second.remaining(-HOUR)).contains(Duration.ofMinutes(3));
    assertThat(second.late(-HOUR + 3 * MINUTE - 1)).isFalse();
    assertThat(second.late(-HOUR + 3 * MINUTE)).isTrue();
    assertThat(second.remaining(0)).contains(Duration.ZERO);
  }

  @Test
  void whoHasWaitedLongerIsRightInWhicheverOrderTheyTell() {
    Countdown long1 = Countdown.begin("a", ORDER, 0);
    Countdown late = Countdown.begin("a", ORDER, 4 * MINUTE);
    assertThat(long1.heard(late.mark(4 * MINUTE), 4 * MINUTE)).isEqualTo(long1);
    assertThat(late.heard(long1.mark(4 * MINUTE), 4 * MINUTE).remaining(4 * MINUTE))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void whatIsSaidOfAnEarlierDrainCountsForNothing() {
    Countdown countdown = Countdown.begin("new", ORDER, 0);
    assertThat(countdown.heard(new DrainMark("old", Optional.of(Duration.ZERO), true), 0))
        .isEqualTo(countdown);
  }

  @Test
  void theEndIsTakenOverAndStays() {
    Countdown over = Countdown.begin("a", ORDER, 0).heard(mark(Optional.empty(), true), 0);
    assertThat(over.over()).isTrue();
    assertThat(over.heard(mark(Optional.empty(), false), 0).over()).isTrue();
    assertThat(Countdown.begin("a", ORDER, 0).ended().mark(MINUTE))
        .isEqualTo(mark(Optional.of(Duration.ofMinutes(4)), true));
  }

  @Test
  void withoutADeadlineThereIsNone() {
    Countdown plain = Countdown.begin("a", DrainOrder.PLAIN, 0);
    assertThat(plain.late(Long.MAX_VALUE)).isFalse();
    assertThat(plain.heard(mark(Optional.of(Duration.ZERO), false), 0).late(1)).isFalse();
  }

  private static DrainMark mark(Optional<Duration> remaining, boolean over) {
    return new DrainMark("a", remaining, over);
  }
}
