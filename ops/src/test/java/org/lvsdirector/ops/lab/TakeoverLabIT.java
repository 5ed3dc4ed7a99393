package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class TakeoverLabIT {
  private static final Duration SOON = Duration.ofSeconds(3);

  @Test
  void theOtherNodeServesAfterEveryEndOfTheMaster() {
    try (Scene scene = Scene.directRouting()) {
      DirectorProcess first = scene.pair.master();
      DirectorProcess second = scene.pair.backup();
      first.kill();
      assertServedBy(scene, second);
      first.start();
      scene.pair.awaitWhole();
      assertThat(second.holds(Lab.VIP)).as("no failback").isTrue();

      second.guest().powerCut();
      assertServedBy(scene, first);
      second.guest().boot().awaitUp();
      second.start();
      scene.pair.awaitWhole();

      first.guest().unplug();
      assertServedBy(scene, second);
      first.guest().plug();
      scene.pair.awaitWhole();

      DirectorProcess master = scene.pair.master();
      DirectorProcess backup = scene.pair.backup();
      master.stop();
      assertServedBy(scene, backup);
      assertThat(master.holds(Lab.VIP)).isFalse();
      assertThat(master.guest().ok("ipvsadm -Ln")).as("rules stay").contains(Lab.VIP + ":80");
    }
  }

  @Test
  void aVipWithoutAProcessIsGoneWithItsLease() {
    try (Scene scene = Scene.directRouting(setup -> setup.withLease("3s"))) {
      DirectorProcess master = scene.pair.master();
      scene.pair.backup().stop();
      master.kill();
      assertThat(master.holds(Lab.VIP)).isTrue();
      Await.until(
          "the kernel has removed the VIP", Duration.ofSeconds(5), () -> !master.holds(Lab.VIP));
    }
  }

  @Test
  void aProcessThatStoodStillDropsItsVipBeforeAnythingElse() {
    try (Scene scene = Scene.directRouting(setup -> setup.withLease("30s"))) {
      DirectorProcess sleeper = scene.pair.master();
      DirectorProcess heir = scene.pair.backup();
      ArpWatch arp = scene.lab.watchArp();
      sleeper.pause();
      Await.until("the other node holds the VIP", SOON, () -> heir.holds(Lab.VIP));
      Await.elapsed(Duration.ofSeconds(5));
      assertThat(sleeper.holds(Lab.VIP)).as("still there: its lease is 30 s").isTrue();

      double resumed = System.currentTimeMillis() / 1000.0;
      sleeper.resume();
      Await.until("the VIP is dropped", SOON, () -> !sleeper.holds(Lab.VIP));
      scene.pair.awaitWhole();
      assertThat(heir.holds(Lab.VIP)).isTrue();

      List<ArpSeen> claims =
          arp.seen().stream()
              .filter(a -> a.sender().equals(Lab.VIP) && a.time() > resumed)
              .filter(a -> a.mac().equals(sleeper.guest().mac()))
              .toList();
      assertThat(claims)
          .as("the resumed node says on the segment that the VIP is its own")
          .isEmpty();
    }
  }

  @Test
  void aClockSteppedByAnHourChangesNothing() {
    try (Scene scene = Scene.directRouting(setup -> setup.withLease("3s"))) {
      DirectorProcess master = scene.pair.master();
      long epoch = master.status().at("/cluster/epoch").asLong();
      for (String step : List.of("+ 3600", "- 7200")) {
        for (DirectorProcess director : scene.pair.directors()) {
          director.guest().ok("date -s @$(($(date +%s) " + step + "))");
        }
        // Longer than the lease: a renewal that waited for the wall clock would have been missed.
        Await.elapsed(Duration.ofSeconds(5));
        assertThat(master.holds(Lab.VIP)).isTrue();
        assertThat(scene.ask(20)).hasSize(20);
        assertThat(master.status().at("/cluster/epoch").asLong()).isEqualTo(epoch);
        assertThat(scene.pair.directors()).allMatch(director -> director.sees(2));
      }
    }
  }

  private static void assertServedBy(Scene scene, DirectorProcess director) {
    Await.until(director.guest().name() + " holds the VIP", SOON, () -> director.holds(Lab.VIP));
    Await.until("the client is served", SOON, () -> scene.ask(2).count() == 2);
    Await.until(
        "through " + director.guest().name(),
        SOON,
        () ->
            scene
                .client
                .ok("ip neigh show " + Lab.VIP + " dev eth0")
                .contains(director.guest().mac()));
  }
}
