package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void putsInWhatIsMissingOrElsewhere() {
    Round round = new Round(1, new HashList(), 0);
    own(round, entry(1, "10.9.0.1:80"));
    own(round, entry(2, "10.9.0.1:80"));
    assertThat(round.wants(entry(1, "10.9.0.1:80"), 0)).as("has it").isFalse();
    assertThat(round.wants(entry(2, "10.9.0.2:80"), 0)).as("on another server").isTrue();
    assertThat(round.wants(entry(3, "10.9.0.1:80"), 0)).as("missing").isTrue();
    assertThat(round.coverage(3)).isEqualTo(new Coverage(1, 3, 2, ""));
  }

  @Test
  void whatALiveMessageToldSinceTheRoundBeganWins() {
    Round round = new Round(1, new HashList(), 0);
    assertThat(round.live(entry(1, "10.9.0.1:80").key())).isTrue();
    assertThat(round.wants(entry(1, "10.9.0.2:80"), 0)).isFalse();
    assertThat(round.coverage(1).missing()).isZero();
  }

  @Test
  void onlyWhatIsMissingTwiceIsNotThere() {
    Round first = new Round(1, new HashList(), 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(first.wants(entry(i, "10.9.0.1:80"), 0)).isTrue();
    }
    assertThat(first.coverage(1000).share()).isEqualTo(1);
    Round second = new Round(2, first.missing(), 0);
    for (int i = 0; i < 2; i++) {
      assertThat(second.wants(entry(i, "10.9.0.1:80"), 0)).isTrue();
    }
    assertThat(second.wants(entry(5000, "10.9.0.1:80"), 0)).as("new since then").isTrue();
    assertThat(second.coverage(1000).share()).isEqualTo(0.998);
    assertThat(second.coverage(1000).isWarm()).isFalse();
    assertThat(second.coverage(0).isWarm()).as("nothing to have").isTrue();
  }

  @Test
  void aHolderThatKeepsSilentIsGivenUpAndAskedAgain() {
    Round round = new Round(1, new HashList(), 0);
    round.wants(entry(1, "10.9.0.1:80"), 10 * SECOND);
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
  void readingTheTableTakesAHundredthOfAProcessorAtMost() {
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
      long hash = Hashes.of(entry.key(), entry.server());
      holders.add(hash);
      if (i != 4711) {
        mine.add(hash);
      }
    }
    long lost = Hashes.of(entry(4711, "10.9.0.1:80").key(), entry(4711, "10.9.0.1:80").server());
    assertThat(mine.differing(holders).stream()).containsExactly(Digest.partition(lost));
    assertThat(new Digest().differing(holders).isEmpty()).as("has nothing to differ in").isTrue();
    assertThat(holders.total()).isEqualTo(10_000);
  }

  private static void own(Round round, SyncEntry entry) {
    round.own(Hashes.of(entry.key(), entry.server()));
  }

  private static SyncEntry entry(int number, String server) {
    String client = "10.%d.%d.7:40000".formatted(number / 200, number % 200);
    return SyncMessageTest.entry(6, 3, 1, client, "172.16.1.111:80", server, 900);
  }
}
