package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.sync.message.Entries;
import org.lvsdirector.sync.message.Hashes;
import org.lvsdirector.sync.message.SyncEntry;

class RoundTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void aHolderThatKeepsSilentIsGivenUpAndAskedAgain() {
    Round round = new Round(1, Round.Aim.COPY, 0);
    round.received(190, 7, 10 * SECOND);
    assertThat(round.received()).isEqualTo(190);
    assertThat(round.missing()).isEqualTo(7);
    assertThat(round.silent(20 * SECOND)).isFalse();
    assertThat(round.silent(26 * SECOND)).isTrue();
    Schedule schedule = new Schedule();
    assertThat(schedule.isDue(0)).as("a newcomer asks at once").isTrue();
    schedule.began();
    schedule.ended(26 * SECOND, SECOND / 10, false);
    assertThat(schedule.isDue(27 * SECOND)).isFalse();
    assertThat(schedule.isDue(28 * SECOND)).isTrue();
  }

  @Test
  void goingThroughTheEntriesTakesAHundredthOfAProcessorAtMost() {
    Schedule schedule = new Schedule();
    schedule.began();
    schedule.ended(0, 2 * SECOND, true);
    assertThat(schedule.isDue(199 * SECOND)).isFalse();
    assertThat(schedule.isDue(200 * SECOND)).isTrue();
    schedule.hurry();
    assertThat(schedule.isDue(9 * SECOND)).isFalse();
    assertThat(schedule.isDue(10 * SECOND)).as("where something is missing").isTrue();
    schedule.began();
    schedule.ended(20 * SECOND, SECOND / 1000, true);
    assertThat(schedule.isDue(29 * SECOND)).isFalse();
    assertThat(schedule.isDue(30 * SECOND)).isTrue();
  }

  @Test
  void partitionsTellWhatDiffers() {
    Digest mine = new Digest();
    Digest holders = new Digest();
    for (int i = 0; i < 10_000; i++) {
      SyncEntry entry = entry(i, "10.9.0.1:80");
      long hash = Hashes.entry(Entries.bytes(entry), 0);
      holders.add(hash);
      if (i != 4711) {
        mine.add(hash);
      }
    }
    long lost = Hashes.entry(Entries.bytes(entry(4711, "10.9.0.1:80")), 0);
    assertThat(mine.differing(holders).stream()).containsExactly(Digest.partition(lost));
    assertThat(new Digest().differing(holders).isEmpty()).as("has nothing to differ in").isTrue();
    assertThat(holders.total()).isEqualTo(10_000);
  }

  private static SyncEntry entry(int number, String server) {
    String client = "10.%d.%d.7:40000".formatted(number / 200, number % 200);
    return Entries.tcp(client, "172.16.1.111:80", server);
  }
}
