package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.Scene.able;
import static org.lvsdirector.cluster.Scene.covering;
import static org.lvsdirector.cluster.Scene.mandate;
import static org.lvsdirector.cluster.Scene.mandates;
import static org.lvsdirector.cluster.Scene.preempting;
import static org.lvsdirector.cluster.Scene.seeing;
import static org.lvsdirector.cluster.Scene.unable;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.model.Epoch;

class ElectionTest {
  @Test
  void coldStartTakesTheHighestPriority() {
    assertIs(Scene.of("d1", "d2").says("d2", able(150)).decide(), 1, "d2", null);
  }

  @Test
  void equalPrioritiesGoByName() {
    assertIs(Scene.of("d2", "d1", "d3").decide(), 1, "d1", null);
  }

  @Test
  void onlyTheCoordinatorDecides() {
    ElectionView view = Scene.of("d1", "d2").view();
    ElectionView other =
        new ElectionView(
            "d2",
            view.members(),
            view.reports(),
            2,
            Quorum.NONE,
            false,
            false,
            false,
            false,
            Map.of(),
            view.blind());
    assertThat(Election.decide(other, Mandates.NONE)).isSameAs(Mandates.NONE);
  }

  @Test
  void aStableViewChangesNothing() {
    Mandates first = Scene.of("d1", "d2").decide();
    assertThat(Election.decide(Scene.of("d1", "d2").view(), first)).isEqualTo(first);
  }

  @Test
  void aNewcomerOfHigherPriorityDoesNotTake() {
    Mandates decided = Scene.of("d1", "d2").says("d2", able(200)).decide(mandate(3, "web", "d1"));
    assertIs(decided, 3, "d1", null);
  }

  @Test
  void aPreemptingNewcomerIsHandedOver() {
    Mandates decided =
        Scene.of("d1", "d2").says("d2", preempting(200)).decide(mandate(3, "web", "d1"));
    assertIs(decided, 4, "d2", "d1");
  }

  @Test
  void equalPriorityDoesNotPreempt() {
    Mandates decided =
        Scene.of("d1", "d2").says("d2", preempting(100)).decide(mandate(3, "web", "d1"));
    assertIs(decided, 3, "d1", null);
  }

  @Test
  void nobodyPreemptsWithoutSeeingServersThatTheHolderSees() {
    GroupReport blind = new GroupReport(200, true, true, "", 0, Optional.empty());
    assertIs(Scene.of("d1", "d2").says("d2", blind).decide(mandate(3, "web", "d1")), 3, "d1", null);
  }

  @Test
  void whoLacksMostConnectionsWaitsForTheVanishedToBeSeenAgain() {
    Scene alone = Scene.of("d2").ofConfigured(2, Quorum.NONE).says("d2", covering(0.2));
    assertIs(alone.parted().decide(mandate(3, "web", "d1")), 3, "d1", null);
  }

  @Test
  void itTakesOverOnceItHasWaited() {
    Scene alone = Scene.of("d2").ofConfigured(2, Quorum.NONE).says("d2", covering(0.2));
    assertIs(alone.decide(mandate(3, "web", "d1")), 4, "d2", null);
  }

  @Test
  void whoHasMostConnectionsDoesNotWait() {
    Scene alone = Scene.of("d2").ofConfigured(2, Quorum.NONE).says("d2", covering(0.9));
    assertIs(alone.parted().decide(mandate(3, "web", "d1")), 4, "d2", null);
  }

  @Test
  void ofSeveralOneWithTheConnectionsTakesOverAtOnce() {
    Scene two = Scene.of("d2", "d3").says("d2", covering(0)).says("d3", covering(1));
    assertIs(two.parted().decide(mandate(3, "web", "d1")), 4, "d3", null);
  }

  @Test
  void aCrashedMasterIsFollowedAtOnce() {
    assertIs(Scene.of("d2").decide(mandate(3, "web", "d1")), 4, "d2", null);
  }

  @Test
  void aCrashIsFollowedEvenWhileReportsAreMissing() {
    Mandates decided = Scene.of("d2", "d3").silent("d3").waiting().decide(mandate(3, "web", "d1"));
    assertIs(decided, 4, "d2", null);
  }

  @Test
  void theNextCoordinatorKeepsALivingMaster() {
    assertIs(Scene.of("d2", "d3").decide(mandate(3, "web", "d3")), 3, "d3", null);
  }

  @Test
  void theCrashOfMasterAndCoordinatorLeavesTheThird() {
    assertIs(
        Scene.of("d3").ofConfigured(3, Quorum.NONE).decide(mandate(3, "web", "d2")), 4, "d3", null);
  }

  @Test
  void anUnableMasterHandsOver() {
    assertIs(
        Scene.of("d1", "d2").says("d1", unable()).decide(mandate(3, "web", "d1")), 4, "d2", "d1");
  }

  @Test
  void aLeavingMasterHandsOver() {
    assertIs(Scene.of("d1", "d2").leaving("d1").decide(mandate(3, "web", "d1")), 4, "d2", "d1");
  }

  @Test
  void aLeavingMasterWithoutSuccessorStays() {
    Mandates decided =
        Scene.of("d1", "d2").leaving("d1").says("d2", unable()).decide(mandate(3, "web", "d1"));
    assertIs(decided, 3, "d1", null);
  }

  @Test
  void aMasterWhoseConfigurationLostTheGroupHandsOver() {
    assertIs(
        Scene.of("d1", "d2").says("d1", Map.of()).decide(mandate(3, "web", "d1")), 4, "d2", "d1");
  }

  @Test
  void nobodyAbleIsSaidOnce() {
    Scene scene = Scene.of("d1", "d2").says("d1", unable()).says("d2", unable());
    Mandates decided = scene.decide(mandate(3, "web", "d1"));
    assertIs(decided, 4, null, null);
    assertThat(Election.decide(scene.view(), decided)).isEqualTo(decided);
    assertThat(scene.decide()).isEqualTo(Mandates.NONE);
  }

  @Test
  void whoIsAbleAgainTakesWhatNobodyHolds() {
    assertIs(
        Scene.of("d1", "d2").says("d1", unable()).decide(mandate(4, "web", null)), 5, "d2", null);
  }

  @Test
  void aMasterWhoseReportIsMissingStays() {
    Scene scene = Scene.of("d2", "d1").says("d2", preempting(200)).silent("d1");
    assertIs(scene.decide(mandate(3, "web", "d1")), 3, "d1", null);
  }

  @Test
  void nobodyIsChosenForTheFirstTimeWhileReportsAreMissing() {
    assertThat(Scene.of("d1", "d2").silent("d2").waiting().decide()).isEqualTo(Mandates.NONE);
  }

  @Test
  void aWitnessNeverHolds() {
    Scene scene = Scene.of("d1", "w").says("w", able(255)).witness("w");
    assertIs(scene.decide(), 1, "d1", null);
    assertThat(Scene.of("w").witness("w").decide(mandate(2, "web", "d1")).holder("web")).isEmpty();
  }

  @Test
  void groupsAreDecidedEachForItself() {
    Scene scene =
        Scene.of("d1", "d2")
            .says("d1", Map.of("a", able(150), "b", able(100)))
            .says("d2", Map.of("a", able(100), "b", able(150)));
    Mandates both = scene.decide();
    assertThat(both.holder("a")).contains("d1");
    assertThat(both.holder("b")).contains("d2");
    Mandates alone =
        Election.decide(
            Scene.of("d2").says("d2", Map.of("a", able(100), "b", able(150))).view(), both);
    assertThat(alone.holder("a")).contains("d2");
    assertThat(alone.of("b")).isEqualTo(both.of("b"));
    assertThat(alone.highest()).isEqualTo(new Epoch(3));
  }

  @Test
  void epochsGoOnFromTheHighestThatAnyoneHasSeen() {
    Scene scene = Scene.of("d1", "d2").believes("d2", mandate(40, "other", null));
    assertIs(scene.decide(), 41, "d1", null);
  }

  @Test
  void aHolderWhoAloneSeesNoServersIsReplaced() {
    Scene scene = Scene.of("d1", "d2").says("d1", seeing(150, 0)).says("d2", seeing(100, 2));
    assertIs(scene.decide(mandate(3, "web", "d1")), 3, "d1", null);
    assertIs(scene.blind("web").decide(mandate(3, "web", "d1")), 4, "d2", "d1");
  }

  @Test
  void theFirstHolderIsOneThatSeesServers() {
    Scene scene = Scene.of("d1", "d2").says("d1", seeing(150, 0)).says("d2", seeing(100, 2));
    assertIs(scene.decide(), 1, "d2", null);
  }

  @Test
  void aMinorityMandatesNobody() {
    Scene scene = Scene.of("d1", "d2").ofConfigured(5, Quorum.MAJORITY);
    assertThat(scene.decide()).isEqualTo(Mandates.NONE);
    assertIs(scene.decide(mandate(3, "web", "d5")), 3, "d5", null);
  }

  @Test
  void aMajorityTakesOverOnceTheOthersMustHaveLetGo() {
    Scene scene = Scene.of("d2", "d3").ofConfigured(3, Quorum.MAJORITY);
    assertIs(scene.decide(mandate(3, "web", "d1")), 4, "d2", null);
    assertIs(scene.guarded().decide(mandate(3, "web", "d1")), 3, "d1", null);
  }

  @Test
  void afterASplitTheHolderOfTheHigherEpochStays() {
    Scene scene = Scene.of("d1", "d2").merged().believes("d2", mandate(8, "web", "d2"));
    assertIs(scene.decide(mandate(7, "web", "d1")), 9, "d2", null);
    Scene reverse = Scene.of("d2", "d1").merged().believes("d1", mandate(7, "web", "d1"));
    assertIs(reverse.decide(mandate(8, "web", "d2")), 9, "d2", null);
  }

  @Test
  void afterASplitTheHolderOfTheLargerPartStaysAtEqualEpochs() {
    Scene scene = Scene.of("d1", "d2", "d3").merged().side("d1", 1).side("d2", 2).side("d3", 2);
    scene.believes("d2", mandate(8, "web", "d2")).believes("d3", mandate(8, "web", "d2"));
    assertIs(scene.decide(mandate(8, "web", "d1")), 9, "d2", null);
  }

  @Test
  void afterASplitPriorityThenNameDecideBetweenEqualParts() {
    Scene scene = Scene.of("d2", "d1").merged().believes("d1", mandate(8, "web", "d1"));
    assertIs(scene.decide(mandate(8, "web", "d2")), 9, "d1", null);
    scene.says("d2", able(120)).believes("d1", mandate(8, "web", "d1"));
    assertIs(scene.decide(mandate(8, "web", "d2")), 9, "d2", null);
  }

  @Test
  void afterASplitALivingHolderBeatsNobodyOfAHigherEpoch() {
    Scene scene = Scene.of("d1", "d2").merged().believes("d2", mandate(8, "web", "d2"));
    assertIs(scene.decide(mandate(9, "web", null)), 10, "d2", null);
  }

  @Test
  void afterASplitNothingIsDecidedUntilAllHaveReported() {
    Scene scene = Scene.of("d1", "d2").merged().waiting().silent("d2").says("d1", unable());
    assertIs(scene.decide(mandate(7, "web", "d1")), 7, "d1", null);
  }

  @Test
  void afterASplitThatNobodyDisputesNothingChanges() {
    Scene scene = Scene.of("d1", "d2").merged().believes("d2", mandate(7, "web", "d1"));
    assertIs(scene.decide(mandate(7, "web", "d1")), 7, "d1", null);
  }

  @Test
  void twoClaimsOfOneEpochAreSettledAlsoWithoutASplit() {
    Scene scene = Scene.of("d3", "d2").believes("d2", mandate(8, "web", "d2"));
    assertIs(scene.decide(mandate(8, "web", "d3")), 9, "d2", null);
    Scene own = Scene.of("d2", "d3").believes("d3", mandate(8, "web", "d3"));
    assertIs(own.decide(mandate(8, "web", "d2")), 9, "d2", null);
  }

  @Test
  void whatAMemberHasNotHeardYetIsNoClaim() {
    Scene scene = Scene.of("d1", "d2").believes("d2", mandate(6, "web", "d2"));
    assertIs(scene.decide(mandate(7, "web", "d1")), 7, "d1", null);
  }

  @Test
  void failoverMovesAndSticksAgainstPreemption() {
    Scene scene = Scene.of("d1", "d2").says("d1", preempting(200));
    Election.Ruling ruling =
        Election.failover(
            scene.view(), mandates(mandate(3, "web", "d1")), "web", Optional.empty(), false);
    assertThat(ruling.refusal()).isEmpty();
    assertIs(ruling.mandates(), 4, "d2", "d1");
    assertThat(Election.decide(scene.view(), ruling.mandates())).isEqualTo(ruling.mandates());
    assertIs(Election.decide(scene.says("d2", unable()).view(), ruling.mandates()), 5, "d1", "d2");
  }

  @Test
  void failoverIsRefusedWithTheReason() {
    Scene scene = Scene.of("d1", "d2").says("d2", unable());
    assertThat(refusal(scene, "web", "d9"))
        .isEqualTo("d9 is not in the cluster now; its members are d1, d2");
    assertThat(refusal(scene, "web", "d2"))
        .isEqualTo("d2 is not able to hold web: interface eth0 is down");
    assertThat(refusal(scene, "web", null))
        .contains("no other member can take web: d2 is not able");
    assertThat(refusal(scene, "www", null)).contains("no VIP group www; the groups are [web]");
    assertThat(refusal(Scene.of("d1", "w").witness("w"), "web", "w")).contains("witness");
    assertThat(refusal(Scene.of("d1").ofConfigured(3, Quorum.MAJORITY), "web", null))
        .contains("1 of 3 members");
  }

  @Test
  void aColdNodeIsNotHandedAnythingUnlessForced() {
    Scene scene = Scene.of("d1", "d2").says("d2", cold(200));
    assertThat(refusal(scene, "web", "d2"))
        .isEqualTo("d2 has 43.1 % of web's connections, the others would break; wait, or force it");
    Mandates current = mandates(mandate(3, "web", "d1"));
    assertIs(
        Election.failover(scene.view(), current, "web", Optional.of("d2"), true).mandates(),
        4,
        "d2",
        "d1");
    assertThat(Election.decide(scene.view(), current)).as("no preemption").isEqualTo(current);
    assertIs(Election.decide(scene.says("d2", preempting(200)).view(), current), 4, "d2", "d1");
  }

  @Test
  void ofThoseWhoCanFollowTheDeadAWarmOneDoes() {
    Scene scene = Scene.of("d2", "d3").says("d2", cold(200));
    assertIs(Election.decide(scene.view(), mandates(mandate(3, "web", "d1"))), 4, "d3", null);
    Scene alone = Scene.of("d2").says("d2", cold(200));
    assertIs(Election.decide(alone.view(), mandates(mandate(3, "web", "d1"))), 4, "d2", null);
  }

  private static GroupReport cold(int priority) {
    return new GroupReport(
        priority, true, true, "", 2, Optional.empty(), OptionalLong.empty(), 0.431);
  }

  @Test
  void fiveNodesLoseOneAfterTheOther() {
    Mandates mandates = Scene.of("d1", "d2", "d3", "d4", "d5").decide();
    String[][] left = {
      {"d2", "d3", "d4", "d5"}, {"d3", "d4", "d5"}, {"d4", "d5"}, {"d5"},
    };
    long epoch = 1;
    for (String[] nodes : left) {
      mandates = Election.decide(Scene.of(nodes).view(), mandates);
      assertIs(mandates, ++epoch, nodes[0], null);
    }
  }

  private static String refusal(Scene scene, String group, String to) {
    Mandates current = mandates(mandate(3, "web", "d1"));
    Election.Ruling ruling =
        Election.failover(scene.view(), current, group, Optional.ofNullable(to), false);
    assertThat(ruling.mandates()).isSameAs(current);
    return ruling.refusal().orElseThrow();
  }

  private static void assertIs(Mandates mandates, long epoch, String holder, String from) {
    Mandate web = mandates.of("web").orElseThrow();
    assertThat(web.epoch()).isEqualTo(new Epoch(epoch));
    assertThat(web.holder()).isEqualTo(Optional.ofNullable(holder));
    assertThat(web.from()).isEqualTo(Optional.ofNullable(from));
  }
}
