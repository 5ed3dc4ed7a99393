package org.lvsdirector.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.ServiceQuorum.OnLost;
import org.lvsdirector.pool.Turn.Role;

class DecisionTest {
  @Test
  void theOperatorsWordComesBeforeTheHealth() {
    Bench bench = new Bench(PoolPolicy.USUAL).servers(1, 2, 3, 4).health("uud?");
    assertThat(bench.stand()).isEqualTo("1 2 - ?");
    assertThat(bench.operator(0, AdminState.DRAIN).operator(3, AdminState.DOWN).stand())
        .isEqualTo("- 2 - x");
  }

  @Test
  void checksSetAndScaleTheWeight() {
    Bench bench = new Bench(PoolPolicy.USUAL).servers(40, 1, 10);
    assertThat(bench.asks(0, new Weight.Percent(75)).stand()).isEqualTo("30 1 10");
    assertThat(bench.asks(1, new Weight.Percent(20)).stand()).isEqualTo("30 1 10");
    assertThat(bench.asks(1, new Weight.Percent(0)).stand()).isEqualTo("30 0 10");
    assertThat(bench.asks(2, new Weight.Exact(7)).stand()).isEqualTo("30 0 7");
    assertThat(bench.weight(0, 100).stand()).as("by the operator").isEqualTo("75 0 7");
  }

  @Test
  void aServerThatComesBackRisesInFewStepsOfWholeWeights() {
    Bench bench = new Bench(Bench.slowStart("60S")).servers(100, 100).decide();
    assertThat(bench.stand()).as("a start is none").isEqualTo("100 100");
    bench.health("du").later("5S").health("uu");
    assertThat(bench.stand()).isEqualTo("1 100");
    assertThat(bench.turn().roles()).containsValue(Role.SLOW_START);
    List<String> stands = new ArrayList<>();
    while (bench.untilDue()) {
      stands.add(bench.stand());
    }
    assertThat(stands).hasSize(20).startsWith("5 100", "10 100").endsWith("95 100", "100 100");
    assertThat(bench.turn().roles()).isEmpty();
  }

  @Test
  void aLightServerRisesInAsManyStepsAsItHasWeights() {
    Bench bench = new Bench(Bench.slowStart("30S")).servers(3, 3);
    bench.health("du").health("uu");
    assertThat(bench.stand()).isEqualTo("1 3");
    assertThat(bench.later("10S").stand()).isEqualTo("1 3");
    assertThat(bench.later("10S").stand()).isEqualTo("2 3");
    assertThat(bench.later("10S").stand()).isEqualTo("3 3");
  }

  @Test
  void risingHonoursDrainAndOverride() {
    Bench bench = new Bench(Bench.slowStart("60S")).servers(100, 100);
    bench.operator(0, AdminState.DRAIN).later("1S").operator(0, AdminState.UP);
    assertThat(bench.later("30S").stand()).isEqualTo("50 100");
    assertThat(bench.weight(0, 10).stand()).isEqualTo("5 100");
    assertThat(bench.weight(0, 0).stand()).isEqualTo("0 100");
    assertThat(bench.weight(0, 10).operator(0, AdminState.DRAIN).stand()).isEqualTo("- 100");
    assertThat(bench.operator(0, AdminState.UP).stand()).as("anew").isEqualTo("1 100");
    assertThat(bench.asks(0, new Weight.Percent(50)).later("60S").stand()).isEqualTo("5 100");
  }

  @Test
  void unknownHealthIsNoReturn() {
    Bench bench = new Bench(Bench.slowStart("60S")).servers(100, 100);
    bench.health("?u").health("uu");
    assertThat(bench.stand()).isEqualTo("100 100");
    bench.health("du").health("?u").health("uu");
    assertThat(bench.stand()).isEqualTo("1 100");
  }

  @Test
  void backupsServeWhileTheLevelsBeforeThemHaveTooFew() {
    Bench bench = new Bench(Bench.levels(2)).servers(5, 5, 5).server(3, 2).server(2, 3).decide();
    assertThat(bench.stand()).isEqualTo("5 5 5 - -");
    assertThat(bench.turn().roles()).hasSize(2).containsValue(Role.STANDBY);
    assertThat(bench.health("duuuu").stand()).isEqualTo("- 5 5 - -");
    assertThat(bench.health("dduuu").stand()).isEqualTo("- - 5 3 -");
    assertThat(bench.turn().level()).isEqualTo(2);
    assertThat(bench.health("ddduu").stand()).isEqualTo("- - - 3 2");
    assertThat(bench.health("uuddu").stand()).isEqualTo("5 5 - - -");
  }

  @Test
  void backupsStayUntilAServerHasRisen() {
    Bench bench = new Bench(Bench.slowStart("60S")).server(100, 1).server(100, 2).health("du");
    assertThat(bench.stand()).isEqualTo("- 100");
    assertThat(bench.health("uu").stand()).isEqualTo("1 100");
    assertThat(bench.later("60S").stand()).isEqualTo("100 -");
  }

  @Test
  void nothingIsTakenFromBackupsBeforeItIsKnownWhetherTheyAreNeeded() {
    Bench bench = new Bench(Bench.levels(1)).server(1, 1).server(1, 2).server(1, 3);
    assertThat(bench.health("?uu").stand()).as("in doubt as it was").isEqualTo("? ? -");
    assertThat(bench.health("duu").stand()).isEqualTo("- 1 -");
  }

  @Test
  void inPanicAllServe() {
    Bench bench = new Bench(Bench.panic(50), true).servers(1, 1, 1).server(7, 2);
    assertThat(bench.health("dduu").stand()).as("half is not below half").isEqualTo("- - 1 -");
    assertThat(bench.health("dddu").stand()).isEqualTo("1 1 1 7");
    assertThat(bench.turn().panic()).isTrue();
    assertThat(bench.turn().roles()).hasSize(3).containsValue(Role.SPARED);
    assertThat(bench.health("dddd").stand()).isEqualTo("1 1 1 7");
    assertThat(bench.operator(0, AdminState.DOWN).stand()).isEqualTo("x 1 1 7");
    assertThat(bench.health("uudd").stand()).as("1 of 3").isEqualTo("x 1 1 7");
    assertThat(bench.health("uuud").stand()).as("2 of 3").isEqualTo("x 1 1 -");
  }

  @Test
  void atMostAShareIsOutAndThoseThatFellFirst() {
    Bench bench = new Bench(Bench.maxEject(40)).servers(1, 1, 1, 1, 1);
    bench.health("uuudu").later("1S").health("duudu").later("1S");
    assertThat(bench.health("dddud").stand()).isEqualTo("- - 1 1 1");
    assertThat(bench.health("uddud").stand()).isEqualTo("1 - - 1 1");
    assertThat(bench.turn().panic()).isFalse();
  }

  @Test
  void oneServerMayAlwaysBeOut() {
    assertThat(new Bench(Bench.maxEject(0)).servers(1, 1).health("du").stand()).isEqualTo("- 1");
  }

  @Test
  void withoutQuorumTheSorryServerGetsTheTraffic() {
    Bench bench = new Bench(Bench.quorum(3, 1, OnLost.SORRY), true).servers(1, 1, 1, 1);
    assertThat(bench.health("uuud").stand()).isEqualTo("1 1 1 -");
    assertThat(bench.health("uudd").stand()).as("2 is not below 3 - 1").isEqualTo("1 1 - -");
    assertThat(bench.health("uddd").stand()).isEqualTo("- - - -");
    assertThat(bench.turn().state().quorate()).isFalse();
    assertThat(bench.turn().roles()).hasSize(1).containsValue(Role.NO_QUORUM);
    assertThat(bench.health("uuud").stand()).as("3 is not 3 + 1").isEqualTo("- - - -");
    assertThat(bench.health("uuuu").stand()).isEqualTo("1 1 1 1");
  }

  @Test
  void withoutSorryServerTheRestGoesOn() {
    Bench bench = new Bench(Bench.quorum(2, 0, OnLost.SORRY)).servers(1, 1).health("ud");
    assertThat(bench.stand()).isEqualTo("1 -");
    assertThat(bench.turn().state().quorate()).isFalse();
    assertThat(bench.turn().withdrawn() || bench.turn().standDown()).isFalse();
  }

  @Test
  void aLostQuorumMayWithdrawTheServiceOrTheNode() {
    Bench withdraw = new Bench(Bench.quorum(2, 0, OnLost.WITHDRAW)).servers(1, 1);
    assertThat(withdraw.health("ud").turn().withdrawn()).isTrue();
    assertThat(withdraw.health("uu").turn().withdrawn()).isFalse();
    Bench standDown = new Bench(Bench.quorum(2, 0, OnLost.STAND_DOWN)).servers(1, 1);
    assertThat(standDown.health("ud").turn().standDown()).isTrue();
    assertThat(standDown.health("ud").turn().withdrawn()).isFalse();
  }

  @Test
  void whatIsNotKnownYetLosesNoQuorum() {
    Bench bench = new Bench(Bench.quorum(2, 0, OnLost.WITHDRAW)).servers(1, 1);
    assertThat(bench.health("??").turn().withdrawn()).isFalse();
    assertThat(bench.health("?d").turn().withdrawn()).as("one at best").isTrue();
    assertThat(bench.health("?u").turn().withdrawn()).as("one for sure").isTrue();
    assertThat(bench.health("uu").turn().withdrawn()).isFalse();
  }

  @Test
  void quorumCountsWeightsAndNoDrainedServers() {
    Bench bench = new Bench(Bench.quorum(5, 0, OnLost.WITHDRAW)).servers(4, 1, 1).decide();
    assertThat(bench.turn().alive()).isEqualTo(6);
    assertThat(bench.operator(0, AdminState.DRAIN).turn().withdrawn()).isTrue();
  }
}
