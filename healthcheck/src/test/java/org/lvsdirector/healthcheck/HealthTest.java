package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // rise, fall, results (+ success, - failure), state after each result (? U D)
    "2, 2, +,        U",
    "2, 2, -,        ?",
    "2, 2, --,       ?D",
    "2, 2, -+,       ?U",
    "2, 2, --+,      ?DD",
    "2, 2, --++,     ?DDU",
    "2, 2, --+-+,    ?DDDD",
    "2, 2, --+-++,   ?DDDDU",
    "2, 2, +-+-+-,   UUUUUU",
    "2, 2, +--,      UUD",
    "1, 1, +-+-,     UDUD",
    "3, 1, -++-+++,  DDDDDDU",
    "1, 3, +--+---,  UUUUUUD",
  })
  void risesAndFalls(int rise, int fall, String results, String states) {
    Check check =
        new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), rise, fall);
    Health health = Health.unknown(START);
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < results.length(); i++) {
      health = health.next(result(results.charAt(i) == '+'), check, START.plusSeconds(i + 1));
      seen.append(health.state() == HealthState.UNKNOWN ? '?' : health.state().name().charAt(0));
    }
    assertThat(seen).hasToString(states);
  }

  @Test
  void remembersSinceWhenAndHowOften() {
    Check check = new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), 1, 3);
    Health health = Health.unknown(START).next(result(true), check, START.plusSeconds(1));
    for (int i = 2; i <= 5; i++) {
      health = health.next(result(true), check, START.plusSeconds(i));
    }
    assertThat(health.since()).isEqualTo(START.plusSeconds(1));
    assertThat(health.streak()).isEqualTo(5);
    health = health.next(result(false), check, START.plusSeconds(6));
    assertThat(health.up()).isTrue();
    assertThat(health.streak()).isEqualTo(1);
    assertThat(health.last()).contains(result(false));
  }

  @Test
  void keepsWhatTheNewestSuccessBroughtToLight() {
    Check check = new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), 1, 3);
    Health health = Health.unknown(START);
    assertThat(health.weight(7)).isEqualTo(7);
    Findings half = Findings.NONE.withWeight(new Weight.Percent(50)).withCertificateDays(41);
    health = health.next(result(true).with(half), check, START);
    assertThat(health.weight(100)).isEqualTo(50);
    assertThat(health.weight(1)).as("rounded up").isEqualTo(1);
    Findings other = Findings.NONE.withWeight(new Weight.Exact(3));
    health = health.next(result(false).with(other), check, START);
    assertThat(health.weight(100)).isEqualTo(50);
    assertThat(health.findings().certificateDays()).hasValue(41);
    health = health.next(result(true).with(other), check, START);
    assertThat(health.weight(100)).isEqualTo(3);
    assertThat(health.next(result(true), check, START).weight(100)).isEqualTo(100);
    assertThat(new Weight.Percent(0).of(9)).isZero();
    assertThat(new Weight.Percent(65535).of(65535)).isEqualTo(65535);
  }

  @Test
  void whatSaysNothingAboutTheServerNeitherRaisesNorFellsIt() {
    Check check = new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), 2, 2);
    ProbeResult unable = ProbeResult.unable("no descriptors", Duration.ZERO);
    Health health = Health.unknown(START).next(result(true), check, START);
    health = health.next(result(false), check, START.plusSeconds(1));
    for (int i = 2; i < 10; i++) {
      health = health.next(unable, check, START.plusSeconds(i));
    }
    assertThat(health.up()).isTrue();
    assertThat(health.failures()).isEqualTo(1);
    assertThat(health.last()).contains(unable);
    health = health.next(result(false), check, START.plusSeconds(10));
    assertThat(health.state()).isEqualTo(HealthState.DOWN);
  }

  private static ProbeResult result(boolean ok) {
    Duration took = Duration.ofMillis(1);
    return ok ? ProbeResult.ok("fine", took) : ProbeResult.failed("not fine", took);
  }
}
