package org.lvsdirector.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.reconcile.ServerId;

class ChronicleTest {
  private static final ServerId SERVER =
      new ServerId("web", Endpoint.parse("192.0.2.1:80").orElseThrow());
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Chronicle chronicle = new Chronicle();

  private void falls(Duration after) {
    chronicle.add(
        SERVER, new Transition(START.plus(after), HealthState.UP, HealthState.DOWN, "refused"));
    chronicle.add(
        SERVER, new Transition(START.plus(after), HealthState.DOWN, HealthState.UP, "connected"));
  }

  @Test
  void threeFallsWithinTheWindowAreFlapping() {
    falls(Duration.ZERO);
    falls(Duration.ofMinutes(5));
    assertThat(chronicle.flaps(SERVER, START.plus(Duration.ofMinutes(5)))).isFalse();
    falls(Duration.ofMinutes(9));
    assertThat(chronicle.flaps(SERVER, START.plus(Duration.ofMinutes(9)))).isTrue();
    assertThat(chronicle.flaps(SERVER, START.plus(Duration.ofMinutes(11)))).isFalse();
  }

  @Test
  void onlyTheLastAreKept() {
    for (int i = 0; i < 20; i++) {
      falls(Duration.ofMinutes(i));
    }
    assertThat(chronicle.of(SERVER)).hasSize(Chronicle.KEPT);
    assertThat(chronicle.of(SERVER).get(0).time()).isEqualTo(START.plus(Duration.ofMinutes(12)));
    chronicle.retain(java.util.Set.of());
    assertThat(chronicle.of(SERVER)).isEmpty();
  }
}
