package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;

class ObedienceTest {
  private static final Mandates HAND_OVER =
      Mandates.NONE.with(
          new Mandate(new Epoch(8), "web", Optional.of("d2"), Optional.of("d1"), false));
  private static final Map<String, Long> HEARD = Map.of("web", 1000L);

  @Test
  void theHolderTakesAtOnceAndTheOthersHoldNothing() {
    assertThat(holds("d2", HAND_OVER, Map.of(), 1000)).containsOnly(Map.entry("web", new Epoch(8)));
    assertThat(holds("d3", HAND_OVER, Map.of(), 1000)).isEmpty();
  }

  @Test
  void whoHandsOverGoesOnUntilTheOtherHolds() {
    assertThat(holds("d1", HAND_OVER, holding(7), 2000)).containsKey("web");
    assertThat(holds("d1", HAND_OVER, holding(8), 2000)).isEmpty();
    assertThat(holds("d1", HAND_OVER, holding(9), 2000)).isEmpty();
  }

  @Test
  void whoHandsOverDoesNotWaitForever() {
    long limit = Obedience.HAND_OVER.toNanos();
    assertThat(holds("d1", HAND_OVER, Map.of(), 1000 + limit - 1)).containsKey("web");
    assertThat(holds("d1", HAND_OVER, Map.of(), 1000 + limit)).isEmpty();
  }

  @Test
  void whoIsNotAskedToHandOverDropsAtOnce() {
    Mandates taken = Mandates.NONE.with(Scene.mandate(8, "web", "d2"));
    assertThat(holds("d1", taken, Map.of(), 1000)).isEmpty();
  }

  @Test
  void aMandateForNobodyHoldsNothing() {
    Mandates nobody = Mandates.NONE.with(Scene.mandate(8, "web", null));
    assertThat(holds("d1", nobody, Map.of(), 1000)).isEmpty();
  }

  private static Map<String, Epoch> holds(
      String node, Mandates mandates, Map<String, NodeReport> reports, long now) {
    return Obedience.holds(node, mandates, HEARD, reports, now);
  }

  private static Map<String, NodeReport> holding(long epoch) {
    return Map.of(
        "d2",
        new NodeReport(
            "d2",
            Role.DIRECTOR,
            Map.of(),
            Mandates.NONE,
            Map.of("web", new Epoch(epoch)),
            false,
            0));
  }
}
