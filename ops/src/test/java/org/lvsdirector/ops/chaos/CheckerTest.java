package org.lvsdirector.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.chaos.Evidence.Claim;
import org.lvsdirector.ops.chaos.Evidence.Deed;
import org.lvsdirector.ops.chaos.Evidence.Lost;
import org.lvsdirector.ops.chaos.Evidence.Take;

class CheckerTest {
  private static final Shape PAIR = Shape.parse("2", "none");
  private static final Shape VOTING = Shape.parse("2+witness", "majority");
  private static final double LENGTH = 60_000;

  private final List<Claim> claims = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final List<Take> takes = new ArrayList<>();
  private final List<Long> refusals = new ArrayList<>();
  private final List<Lost> lost = new ArrayList<>();

  private List<String> check(Shape shape) {
    claims.sort(Comparator.comparingDouble(Claim::at));
    Evidence evidence = new Evidence(claims, deeds, takes, refusals, lost, LENGTH);
    return new Checker(new Bounds(shape, 300, 5_000))
        .check(evidence).stream().map(Finding::toString).toList();
  }

  private void answers(String node, double from, double to) {
    DoubleStream.iterate(from, at -> at <= to, at -> at + 20)
        .forEach(at -> claims.add(new Claim(at, node)));
  }

  private void done(double at, double end, Kind kind, String... targets) {
    deeds.add(new Deed(at, end, kind, List.of(targets)));
  }

  @Test
  void aSingleOwnerAllTheTimeIsWell() {
    answers("d1", 0, LENGTH);
    assertThat(check(PAIR)).isEmpty();
    assertThat(check(VOTING)).isEmpty();
  }

  @Test
  void aTakeoverInTimeIsWell() {
    answers("d1", 0, 10_000);
    done(10_000, 14_000, Kind.POWER_CUT, "d1");
    answers("d2", 10_400, LENGTH);
    assertThat(check(PAIR)).isEmpty();
  }

  @Test
  void twoOwnersWithoutACauseAreFound() {
    answers("d1", 0, LENGTH);
    answers("d2", 30_000, 30_200);
    assertThat(check(PAIR))
        .containsExactly(
            "30.000 d1 and d2 both answered for 200 ms, at most 50 is promised after []");
  }

  @Test
  void aHungDaemonKeepsItsAddressForTheLease() {
    answers("d1", 0, 16_000);
    done(10_000, 20_000, Kind.PAUSE, "d1");
    answers("d2", 10_400, LENGTH);
    assertThat(check(PAIR)).isEmpty();
    answers("d1", 16_020, 18_000);
    assertThat(check(PAIR)).singleElement().asString().contains("7600 ms", "6700", "PAUSE");
  }

  @Test
  void aSplitPairMayHaveTwoOwnersAndAMajorityMayNot() {
    answers("d1", 0, LENGTH);
    done(10_000, 15_000, Kind.PARTITION, "d1", "d2");
    answers("d2", 10_400, 15_500);
    assertThat(check(PAIR)).isEmpty();
    assertThat(check(VOTING)).singleElement().asString().contains("both answered for 5100 ms");
  }

  @Test
  void twoOwnersLongAfterTheSplitWasHealedAreFound() {
    answers("d1", 0, LENGTH);
    done(10_000, 15_000, Kind.PARTITION, "d1", "d2");
    answers("d2", 30_000, 31_000);
    assertThat(check(PAIR)).singleElement().asString().startsWith("30.000 ");
  }

  @Test
  void noOwnerWhileEnoughAreUpIsFound() {
    answers("d1", 0, 10_000);
    done(10_000, 14_000, Kind.POWER_CUT, "d1");
    answers("d2", 20_000, LENGTH);
    assertThat(check(PAIR)).singleElement().asString().contains("nobody answered");
  }

  @Test
  void nobodyNeedAnswerWhileAllAreDown() {
    answers("d1", 0, 10_000);
    done(10_000, 20_000, Kind.CABLE, "d1");
    done(9_000, 21_000, Kind.CABLE, "d2");
    answers("d1", 21_500, LENGTH);
    assertThat(check(PAIR)).isEmpty();
  }

  @Test
  void aMinorityNeedNotAnswer() {
    answers("d1", 0, 10_000);
    done(10_000, 20_000, Kind.CABLE, "d2");
    done(10_000, 20_000, Kind.CABLE, "w");
    answers("d1", 21_500, LENGTH);
    assertThat(check(VOTING)).isEmpty();
    assertThat(check(PAIR)).isNotEmpty();
  }

  @Test
  void anEpochThatWentBackIsFound() {
    answers("d1", 0, LENGTH);
    takes.add(new Take(1_000, "d1", 4));
    takes.add(new Take(2_000, "d2", 3));
    assertThat(check(VOTING)).containsExactly("2.000 d2 took in epoch 3, after d1 had in epoch 4");
    assertThat(check(PAIR)).as("a split pair counts twice").isEmpty();
    takes.add(new Take(3_000, "d1", 2));
    assertThat(check(PAIR)).containsExactly("3.000 d1 took in epoch 2, after d1 had in epoch 4");
  }

  @Test
  void aClusterThatStartsAnewCountsAnew() {
    answers("d1", 0, LENGTH);
    takes.add(new Take(1_000, "d1", 4));
    VOTING.members().forEach(it -> done(2_000, 4_000, Kind.KILL, it));
    takes.add(new Take(20_000, "d1", 1));
    assertThat(check(VOTING)).isEmpty();
  }

  @Test
  void aDeadServerThatIsAskedOnIsFound() {
    answers("d1", 0, LENGTH);
    done(10_000, 18_000, Kind.SERVER_DEATH, "rs3");
    refusals.addAll(List.of(10_100L, 11_000L, 12_400L));
    assertThat(check(PAIR)).isEmpty();
    refusals.add(12_600L);
    assertThat(check(PAIR)).singleElement().asString().contains("1 requests went to [rs3]");
  }

  @Test
  void aConnectionMayBreakOnlyWhereAllDirectorsWereHurt() {
    answers("d1", 0, LENGTH);
    lost.add(new Lost(20_000, "no echo"));
    done(10_000, 11_000, Kind.FREEZE, "d2");
    assertThat(check(PAIR)).containsExactly("20.000 a long-lived connection broke: no echo");
    done(10_500, 11_000, Kind.FREEZE, "d1");
    assertThat(check(PAIR)).isEmpty();
  }
}
