package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.Timeouts;

/** Reads {@code timeouts:}. */
final class TimeoutsSection {
  /** The kernel takes up to INT_MAX / HZ seconds, and HZ is 1000 at most. */
  private static final Kind<Duration> SECONDS =
      Durations.wholeSeconds(Duration.ofSeconds(1), Duration.ofDays(24));

  private static final String KERNELS = "as the kernel has it";

  static final Key<Duration> TCP =
      Key.optional("tcp", SECONDS, KERNELS, "Silence that ends an established TCP connection.");
  static final Key<Duration> TCPFIN =
      Key.optional("tcpfin", SECONDS, KERNELS, "Silence that ends one after a FIN.");
  static final Key<Duration> UDP =
      Key.optional("udp", SECONDS, KERNELS, "Silence that ends a UDP connection.");

  static final Section SECTION = new Section("timeouts", List.of(TCP, TCPFIN, UDP));

  private TimeoutsSection() {}

  static Timeouts read(Mapping m) {
    return new Timeouts(seconds(m, TCP), seconds(m, TCPFIN), seconds(m, UDP));
  }

  private static int seconds(Mapping m, Key<Duration> key) {
    return m.find(key).map(it -> Math.toIntExact(it.toSeconds())).orElse(0);
  }
}
