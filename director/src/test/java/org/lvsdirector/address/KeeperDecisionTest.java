package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.address.Situation.MAIL;
import static org.lvsdirector.address.Situation.WEB;
import static org.lvsdirector.address.Situation.WEB6;
import static org.lvsdirector.address.Situation.on;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.KeeperAction.Announce;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.Failed;
import org.lvsdirector.address.KeeperAction.Held;
import org.lvsdirector.address.KeeperAction.Hold;
import org.lvsdirector.address.KeeperAction.InterfaceChanged;
import org.lvsdirector.address.KeeperAction.Paused;
import org.lvsdirector.address.KeeperAction.Recovered;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.address.KeeperAction.Write;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;

class KeeperDecisionTest {
  private static final Duration LEASE = Duration.ofSeconds(5);

  @Test
  void takesAGroupAtOnceAndSaysSoWhenItIsAnnounced() {
    Situation situation = new Situation();
    situation.tick();
    situation.tenure(0, 7, "web");
    assertThat(situation.tick())
        .containsExactly(
            new Hold("web", on("eth0", WEB), LEASE),
            new Announce("web", on("eth0", WEB)),
            new Hold("web", on("eth0", WEB6), LEASE),
            new Announce("web", on("eth0", WEB6)),
            new Report("vip-taken", "web", "172.16.1.111/32, 2001:db8::111/128 on eth0, epoch 7"),
            new Held("web", new Epoch(7)));
  }

  @Test
  void renewsEverySecondOnALeaseOfFive() {
    Situation situation = Situation.holding("mail");
    List<KeeperAction> actions = situation.live(5_000);
    assertThat(actions).filteredOn(Hold.class::isInstance).hasSize(5);
    assertThat(actions).doesNotHaveAnyElementsOfTypes(Drop.class, Report.class, Held.class);
  }

  @Test
  void announcesInABurstAndThenEveryHalfMinute() {
    Situation situation = Situation.holding("mail");
    assertThat(situation.live(6_000)).filteredOn(Announce.class::isInstance).hasSize(7);
    assertThat(situation.live(58_000)).filteredOn(Announce.class::isInstance).hasSize(1);
  }

  @Test
  void putsBackWhatSomeoneStripped() {
    Situation situation = Situation.holding("web");
    for (int times = 1; times <= 2; times++) {
      situation.carried.get("eth0").remove(WEB);
      assertThat(situation.tick())
          .containsExactly(
              new Hold("web", on("eth0", WEB), LEASE),
              new Announce("web", on("eth0", WEB)),
              new Report(
                  "vip-restored",
                  "web",
                  "172.16.1.111/32 on eth0 had been removed by someone else; put back, "
                      + times
                      + " so far"));
      situation.live(50);
    }
  }

  @Test
  void letsGoAtOnceOfWhatIsNoLongerInTheTenure() {
    Situation situation = Situation.holding("web", "mail");
    situation.tenure(0, 8, "web");
    List<KeeperAction> actions = situation.tick();
    assertThat(actions)
        .startsWith(
            new Drop("mail", on("eth1", MAIL)),
            new Report("vip-released", "mail", "172.16.1.112/32 on eth1: not ours as of epoch 8"),
            new Dropped("mail"));
    assertThat(actions)
        .filteredOn(Write.class::isInstance)
        .filteredOn(action -> ((Write) action).group().equals("web"))
        .isNotEmpty()
        .hasOnlyElementsOfType(Announce.class);
    assertThat(actions).contains(new Held("web", new Epoch(8)));
  }

  @Test
  void dropsEverythingFirstAfterAPauseOfFiveSeconds() {
    Situation situation = Situation.holding("web");
    assertThat(situation.tick(5_000, 5_000))
        .containsExactly(
            new Drop("web", on("eth0", WEB)),
            new Drop("web", on("eth0", WEB6)),
            new Drop("mail", on("eth1", MAIL)),
            new Report(
                "pause",
                "process",
                "did not run for 5000 ms, longer than the detection time of 300 ms;"
                    + " all VIPs dropped"),
            new Paused("process", Duration.ofSeconds(5), 1),
            new Dropped("web"));
  }

  @Test
  void obeysNoTenureFromBeforeAPause() {
    Situation situation = Situation.holding("web");
    situation.tick(5_000, 5_000);
    assertThat(situation.live(1_000)).isEmpty();
    situation.tenure(0, 9, "web");
    assertThat(situation.tick()).isEmpty();
    situation.tenure(1, 9, "web");
    assertThat(situation.tick()).contains(new Held("web", new Epoch(9)));
  }

  @Test
  void aSlowTickOfALivingProcessIsNoPause() {
    Situation situation = Situation.holding("web");
    assertThat(situation.tick(400, 100)).doesNotHaveAnyElementsOfTypes(Drop.class, Paused.class);
  }

  @Test
  void aStuckEventLoopRenewsNothingAndLosesTheAddressesAfterTheLease() {
    Situation situation = Situation.holding("web");
    List<KeeperAction> silent = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      silent.addAll(situation.tick());
    }
    assertThat(silent).doesNotHaveAnyElementsOfTypes(Hold.class, Drop.class);
    assertThat(silent)
        .filteredOn(Report.class::isInstance)
        .singleElement()
        .extracting("kind")
        .isEqualTo("vip-unconfirmed");
    assertThat(situation.tick()).contains(new Drop("web", on("eth0", WEB)), new Dropped("web"));
    assertThat(situation.tick()).isEmpty();
    assertThat(situation.live(50)).contains(new Held("web", new Epoch(7)));
  }

  @Test
  void anErrorOnOneGroupLeavesTheOtherAlone() {
    Situation situation = new Situation();
    situation.refusing.put("web", "no room");
    situation.tick();
    situation.tenure(0, 7, "web", "mail");
    List<KeeperAction> actions = situation.live(3_000);
    assertThat(actions).containsOnlyOnce(new Failed("web", "no room"));
    assertThat(actions).containsOnlyOnce(new Report("vip-failed", "web", "no room"));
    assertThat(actions).contains(new Held("mail", new Epoch(7)));
    assertThat(actions)
        .filteredOn(action -> action instanceof Hold hold && hold.group().equals("web"))
        .as("tries of two addresses after 0, 50, 150, 350, 750, 1550, 2550 ms")
        .hasSize(14);
    situation.refusing.clear();
    assertThat(situation.live(1_000)).contains(new Recovered("web"), new Held("web", new Epoch(7)));
  }

  @Test
  void aFailedGroupThatIsNoLongerOursIsForgivenAfterAWhile() {
    Situation situation = new Situation();
    situation.refusing.put("web", "no room");
    situation.tick();
    situation.tenure(0, 7, "web");
    situation.tick();
    situation.refusing.clear();
    situation.tenure(0, 8);
    assertThat(situation.live(9_000)).doesNotContain(new Recovered("web"));
    assertThat(situation.live(1_500)).containsOnlyOnce(new Recovered("web"));
  }

  @Test
  void aRemovalThatFailedIsTriedAgainUntilItWorks() {
    Situation situation = Situation.holding("mail");
    situation.refusing.put("mail", "busy");
    situation.tenure(0, 8);
    situation.tick();
    assertThat(situation.carried.get("eth1")).contains(MAIL);
    situation.live(1_000);
    situation.refusing.clear();
    situation.live(1_000);
    assertThat(situation.carried.get("eth1")).isEmpty();
  }

  @Test
  void sweepsWhatAnEarlierProcessLeftBeforeAnythingElse() {
    Situation situation = new Situation();
    situation.carried.put("eth1", new HashSet<>(Set.of(MAIL)));
    situation.tenure(0, 7, "mail");
    assertThat(situation.tick()).doesNotHaveAnyElementsOfTypes(Hold.class);
    situation = new Situation();
    situation.carried.put("eth1", new HashSet<>(Set.of(MAIL)));
    assertThat(situation.tick())
        .contains(
            new Drop("mail", on("eth1", MAIL)),
            new Report(
                "vip-released", "mail", "172.16.1.112/32 on eth1: left by an earlier process"));
  }

  @Test
  void removesAnAddressThatIsNotOursToHold() {
    Situation situation = Situation.holding("web");
    situation.carried.put("eth1", new HashSet<>(Set.of(MAIL)));
    assertThat(situation.tick())
        .startsWith(
            new Drop("mail", on("eth1", MAIL)),
            new Report(
                "vip-released", "mail", "172.16.1.112/32 on eth1: this node is not its master"));
  }

  @Test
  void aGroupWhoseInterfaceIsDownCanNotBeHeld() {
    Situation situation = Situation.holding("web", "mail");
    InterfaceState down = new InterfaceState(false, "interface eth0 is down");
    situation.interfaces.put("eth0", down);
    assertThat(situation.tick())
        .contains(
            new Report("interface-down", "web", "interface eth0 is down"),
            new InterfaceChanged("web", down),
            new Drop("web", on("eth0", WEB)),
            new Dropped("web"));
    assertThat(situation.live(500)).doesNotHaveAnyElementsOfTypes(Report.class, Dropped.class);
    situation.interfaces.put("eth0", new InterfaceState(true, ""));
    assertThat(situation.live(50)).contains(new Held("web", new Epoch(7)));
  }

  @Test
  void aGroupOnSeveralInterfacesMovesAsAWhole() {
    Situation situation = new Situation();
    Vip gateway = Situation.vip("10.0.0.1");
    situation.configured = List.of(Situation.group("web", on("eth0", WEB), on("eth1", gateway)));
    situation.tick();
    situation.tenure(0, 7, "web");
    assertThat(situation.tick())
        .containsExactly(
            new Hold("web", on("eth0", WEB), LEASE),
            new Announce("web", on("eth0", WEB)),
            new Hold("web", on("eth1", gateway), LEASE),
            new Announce("web", on("eth1", gateway)),
            new Report("vip-taken", "web", "172.16.1.111/32 on eth0, 10.0.0.1/32 on eth1, epoch 7"),
            new Held("web", new Epoch(7)));
    InterfaceState down = new InterfaceState(false, "interface eth1 is down");
    situation.interfaces.put("eth1", down);
    assertThat(situation.tick())
        .containsExactly(
            new Report("interface-down", "web", "interface eth1 is down"),
            new InterfaceChanged("web", down),
            new Drop("web", on("eth0", WEB)),
            new Drop("web", on("eth1", gateway)),
            new Report(
                "vip-released",
                "web",
                "172.16.1.111/32 on eth0, 10.0.0.1/32 on eth1: interface eth1 is down"),
            new Dropped("web"));
    situation.interfaces.put("eth1", new InterfaceState(true, ""));
    assertThat(situation.live(50))
        .contains(
            new Report("interface-up", "web", "interfaces eth0, eth1 are up"),
            new Held("web", new Epoch(7)));
    situation.carried.get("eth1").clear();
    assertThat(situation.live(50))
        .contains(new Hold("web", on("eth1", gateway), LEASE))
        .doesNotContain(new Hold("web", on("eth0", WEB), LEASE));
  }

  @Test
  void aGroupWithdrawnBeforeTheWriteIsTakenAfreshWhenGrantedAgain() {
    Situation situation = new Situation();
    situation.tick();
    situation.tenure(0, 7, "web");
    situation.withdrawn = Set.of("web");
    situation.tick();
    assertThat(situation.carried).isEmpty();
    situation.withdrawn = Set.of();
    assertThat(situation.tick())
        .contains(new Hold("web", on("eth0", WEB), LEASE), new Held("web", new Epoch(7)));
  }
}
