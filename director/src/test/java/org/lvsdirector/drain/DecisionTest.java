package org.lvsdirector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.DrainOrder.Then;
import org.lvsdirector.reconcile.Placement;

class DecisionTest {
  private static final Placement STICKY = new Placement.Sticky(3);

  private static DrainOrder order(Then then, Leftovers leftovers) {
    return new DrainOrder(
        Optional.of(Duration.ofMinutes(5)), then, leftovers, Templates.IGNORE, 100);
  }

  /**
   * The facts in the order late, over, in charge, settled, quiet, cleared, as letters or dashes.
   */
  private static Facts facts(String letters, long connections) {
    return new Facts(
        letters.charAt(0) == 'l',
        letters.charAt(1) == 'o',
        letters.charAt(2) == 'i',
        letters.charAt(3) == 's',
        letters.charAt(4) == 'q',
        letters.charAt(5) == 'c',
        connections);
  }

  @Test
  void connectionsGoOnUntilTheDeadlineAndWhatIsLeftThenIsTreatedAsOrdered() {
    DrainOrder keep = order(Then.HOLD, Leftovers.KEEP);
    DrainOrder kill = order(Then.HOLD, Leftovers.KILL);
    DrainOrder move = order(Then.HOLD, Leftovers.MOVE);
    for (DrainOrder order : new DrainOrder[] {keep, kill, move}) {
      assertThat(Decision.phase(order, facts("--isq-", 5))).isEqualTo(Phase.DRAINING);
    }
    assertThat(Decision.phase(keep, facts("l-isq-", 5))).isEqualTo(Phase.LINGERING);
    assertThat(Decision.phase(kill, facts("l-isq-", 5))).isEqualTo(Phase.CLEARING);
    assertThat(Decision.phase(move, facts("l-isq-", 5))).isEqualTo(Phase.CLEARING);
    assertThat(Decision.phase(kill, facts("l--sq-", 5)))
        .as("on a backup")
        .isEqualTo(Phase.CLEARING);
  }

  @Test
  void everyNodeClearsItsOwnTableWhateverTheOneInChargeSays() {
    DrainOrder kill = order(Then.REMOVE, Leftovers.KILL);
    assertThat(Decision.phase(kill, facts("lo-sq-", 5))).isEqualTo(Phase.CLEARING);
    assertThat(Decision.phase(kill, facts("lo-sqc", 0))).isEqualTo(Phase.DRAINED);
    assertThat(Decision.phase(kill, facts("-o-sq-", 0)))
        .as("emptied by itself, before the deadline")
        .isEqualTo(Phase.DRAINED);
  }

  @Test
  void onlyTheOneInChargeSeesTheEndAndOnlyOnceNothingNewCanCome() {
    DrainOrder keep = order(Then.REMOVE, Leftovers.KEEP);
    assertThat(Decision.ends(keep, facts("--isq-", 0))).isTrue();
    assertThat(Decision.ends(keep, facts("--isq-", 1))).as("one is left").isFalse();
    assertThat(Decision.ends(keep, facts("---sq-", 0))).as("a backup's table").isFalse();
    assertThat(Decision.ends(keep, facts("--i-q-", 0))).as("rules to come").isFalse();
    assertThat(Decision.ends(keep, facts("--is--", 0))).as("clients may come back").isFalse();
    assertThat(Decision.ends(keep, facts("l-is--", 0))).as("they may no more").isTrue();
    assertThat(Decision.ends(keep, facts("-oisq-", 0))).as("it is over already").isFalse();
    DrainOrder kill = order(Then.REMOVE, Leftovers.KILL);
    assertThat(Decision.ends(kill, facts("l-isq-", 0))).as("templates may be left").isFalse();
    assertThat(Decision.ends(kill, facts("l-isqc", 0))).isTrue();
  }

  @Test
  void aServerLeavesThePoolOnlyWhenItIsDrained() {
    DrainOrder remove = order(Then.REMOVE, Leftovers.KEEP);
    assertThat(Decision.placement(remove, Phase.DRAINING, STICKY)).isEqualTo(STICKY);
    assertThat(Decision.placement(remove, Phase.LINGERING, STICKY))
        .isEqualTo(new Placement.Quiesce());
    assertThat(Decision.placement(remove, Phase.CLEARING, STICKY))
        .isEqualTo(new Placement.Quiesce());
    assertThat(Decision.placement(remove, Phase.DRAINED, STICKY)).isEqualTo(new Placement.Absent());
    assertThat(Decision.placement(order(Then.HOLD, Leftovers.KEEP), Phase.DRAINED, STICKY))
        .isEqualTo(new Placement.Quiesce());
  }
}
