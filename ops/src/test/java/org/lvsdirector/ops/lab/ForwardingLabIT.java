package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class ForwardingLabIT {

  @Test
  void directRoutingAlternatesAndLeavesADeadServerOut() {
    try (Scene scene = Scene.directRouting()) {
      assertAlternates(scene);
      for (DirectorProcess director : scene.pair.directors()) {
        assertThat(director.guest().ok("ipvsadm -Ln"))
            .contains("172.16.1.135:80", "172.16.1.136:80", "Route");
      }

      // The director sees a server's end sooner than a client meets it.
      scene.rs1.unableToReach(scene.client.address());
      int unanswered =
          IntStream.range(47_000, 47_004)
              .filter(port -> !scene.askFrom(port).equals("RS2"))
              .findFirst()
              .orElseThrow();
      scene.rs1.kill();
      // Two failures (fall) an interval of a second apart, and the moment to act.
      Await.promised(
          "only rs2 is asked",
          Duration.ofMillis(3_500),
          () -> scene.ask(4).toList().equals(List.of("RS2", "RS2", "RS2", "RS2")));
      assertThat(scene.ask(30)).hasSize(30).containsOnly("RS2");
      assertThat(scene.askFrom(unanswered)).as("again from a port that rs1 got").isEqualTo("RS2");

      scene.rs1.ableToReach(scene.client.address()).start();
      Await.promised(
          "rs1 is asked again",
          Duration.ofMillis(4_500),
          () -> scene.ask(4).distinct().count() == 2);
      assertAlternates(scene);
    }
  }

  @Test
  void natForwardsAndGoesOnForwardingOnTheOtherNode() {
    try (Scene scene = Scene.nat()) {
      assertAlternates(scene);
      DirectorProcess master = scene.pair.master();
      assertThat(master.guest().ok("ipvsadm -Ln")).contains("Masq");
      assertThat(master.holds(Scene.GATEWAY)).isTrue();

      master.guest().powerCut();
      Await.until(
          "the other node forwards", Duration.ofSeconds(5), () -> scene.ask(2).count() == 2);
      assertAlternates(scene);
    }
  }

  private static void assertAlternates(Scene scene) {
    List<String> answers = scene.ask(20).toList();
    String first = answers.get(0);
    String second = first.equals("RS1") ? "RS2" : "RS1";
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i))
          .as("answer %d of %s", i, answers)
          .isEqualTo(i % 2 == 0 ? first : second);
    }
  }
}
