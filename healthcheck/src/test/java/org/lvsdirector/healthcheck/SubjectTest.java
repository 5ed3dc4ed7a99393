package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SubjectTest {
  private static final Check CHECK =
      new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), 2, 2);

  @Test
  void hasOneKeyWhateverBecomesOfTimingAndThresholds() {
    Check other = new Check(new Probe.Tcp(), Duration.ofSeconds(9), Duration.ofSeconds(1), 7, 7);
    assertThat(key(other.withSentinel(true))).isEqualTo(key(CHECK));
    assertThat(key(CHECK)).matches("192\\.0\\.2\\.1:80/[0-9a-f]{16}");
  }

  @Test
  void hasAnotherKeyWhereTheProbeComesFromElsewhere() {
    Origin marked = new Origin(Optional.empty(), Optional.empty(), OptionalInt.of(7));
    assertThat(key(CHECK.from(marked))).isNotEqualTo(key(CHECK));
  }

  private static String key(Check check) {
    return new Watch(new InetSocketAddress("192.0.2.1", 80), check).subject().key();
  }
}
