package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTicker time = new VirtualTicker();
  private final FakeProber prober = new FakeProber(time);
  private final List<HealthChange> changes = new ArrayList<>();
  private final HealthMonitor monitor = monitor(changes::add);

  @Test
  void probesAtOnceThenEveryIntervalWithoutDrift() {
    Watch watch = watch(1, SECOND);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(1000));
    List<Long> starts = prober.starts(watch);
    assertThat(starts.get(0)).isZero();
    assertThat(starts).hasSizeBetween(999, 1001);
    long phase = starts.get(1) % 1000;
    assertThat(starts.subList(1, starts.size())).allMatch(start -> start % 1000 == phase);
  }

  @Test
  void jitterMovesProbesButNotTheGrid() {
    Pace jittery = new Pace(SECOND, SECOND, SECOND, 0.1);
    Watch watch = new Watch(watch(1, SECOND).target(), watch(1, SECOND).check().at(jittery));
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(1000));
    List<Long> starts = prober.starts(watch);
    assertThat(starts).hasSizeBetween(999, 1001);
    Set<Long> gaps = new HashSet<>();
    for (int i = 2; i < starts.size(); i++) {
      gaps.add(starts.get(i) - starts.get(i - 1));
    }
    assertThat(gaps).hasSizeGreaterThan(50).allMatch(gap -> gap >= 799 && gap <= 1201);
    long drift = starts.get(starts.size() - 1) - starts.get(1) - (starts.size() - 2) * 1000L;
    assertThat(drift).isBetween(-200L, 200L);
  }

  @Test
  void spreadsFirstProbes() {
    monitor.watch(watches(100, SECOND));
    time.advance(Duration.ZERO);
    for (int i = 0; i < 100; i++) {
      assertThat(prober.count()).isEqualTo(i + 1);
      time.advance(Duration.ofNanos(100_000));
    }
  }

  @Test
  void spreadsFirstProbesWithinAShortInterval() {
    Set<Watch> many = watches(1000, Duration.ofMillis(100));
    monitor.watch(many);
    time.advance(Duration.ofMillis(100));
    assertThat(many).allMatch(watch -> !prober.starts(watch).isEmpty());
  }

  @Test
  void announcesThatAServerAsksForAnotherWeight() {
    Watch watch = watch(1, SECOND);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(3));
    prober.findings = Findings.NONE.withWeight(new Weight.Percent(50));
    time.advance(Duration.ofSeconds(3));
    prober.findings = Findings.NONE;
    time.advance(Duration.ofSeconds(3));
    assertThat(changes)
        .extracting(HealthChange::toString)
        .containsExactly(
            "192.0.2.1:80 is UP, was UNKNOWN, after 1 success(es) in a row: works",
            "192.0.2.1:80 shall have 50 % of its weight, had the configured weight: works",
            "192.0.2.1:80 shall have the configured weight, had 50 % of its weight: works");
    assertThat(changes).extracting(HealthChange::moved).containsExactly(true, false, false);
  }

  @Test
  void replacingTheSetAHundredTimesNeitherDelaysNorResets() {
    Watch good = watch(1, SECOND);
    Watch bad = watch(2, SECOND);
    prober.failing.add(bad);
    for (int i = 0; i < 100; i++) {
      monitor.watch(Set.of(watch(1, SECOND), watch(2, SECOND), watch(10 + i, SECOND)));
      time.advance(Duration.ofMillis(100));
    }
    assertThat(prober.starts(good).size()).isBetween(9, 12);
    assertThat(monitor.health(good).state()).isEqualTo(HealthState.UP);
    assertThat(monitor.health(good).streak()).isEqualTo(prober.starts(good).size());
    assertThat(monitor.health(bad).state()).isEqualTo(HealthState.DOWN);
    assertThat(changes.stream().filter(c -> c.watch().equals(good))).hasSize(1);
  }

  @Test
  void changingTheIntervalForthAndBackDoesNotStarveTheProbe() {
    for (int i = 0; i < 100; i++) {
      monitor.watch(Set.of(watch(1, i % 2 == 0 ? SECOND : Duration.ofMillis(1100))));
      time.advance(Duration.ofMillis(100));
    }
    int probes = prober.starts(watch(1, SECOND)).size();
    assertThat(probes + prober.starts(watch(1, Duration.ofMillis(1100))).size()).isBetween(8, 13);
  }

  @Test
  void keepsHealthWhenOnlyTimingChanges() {
    Watch before = watch(1, SECOND);
    monitor.watch(Set.of(before));
    time.advance(SECOND);
    Watch after = watch(1, Duration.ofSeconds(5));
    monitor.watch(Set.of(after));
    assertThat(monitor.snapshot()).containsOnlyKeys(after);
    assertThat(monitor.health(after).up()).isTrue();
    time.advance(Duration.ofSeconds(6));
    assertThat(prober.starts(after)).hasSize(1);
    assertThat(changes).hasSize(1);
  }

  @Test
  void startsFromWhatWasKnownBefore() {
    Watch good = watch(1, SECOND);
    Watch bad = watch(2, SECOND);
    prober.failing.add(bad);
    monitor.watch(Set.of(good, bad));
    time.advance(Duration.ofSeconds(10));
    HealthMonitor successor = monitor(changes::add);
    successor.remember(monitor.memory());
    monitor.close();
    changes.clear();
    Watch other = watch(2, Duration.ofSeconds(3));
    successor.watch(Set.of(good, other, watch(3, SECOND)));
    assertThat(successor.health(good).up()).isTrue();
    assertThat(successor.health(other).state()).isEqualTo(HealthState.DOWN);
    assertThat(successor.health(other).last().orElseThrow().text()).isEqualTo("broken");
    assertThat(successor.health(watch(3, SECOND)).state()).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void announcesTransitionsOnlyAndWithTheirCause() {
    Watch watch = watch(1, SECOND);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(10));
    prober.failing.add(watch);
    time.advance(Duration.ofSeconds(10));
    prober.failing.remove(watch);
    time.advance(Duration.ofSeconds(10));
    assertThat(changes)
        .extracting(change -> change.after().state())
        .containsExactly(HealthState.UP, HealthState.DOWN, HealthState.UP);
    assertThat(changes.get(1))
        .hasToString("192.0.2.1:80 is DOWN, was UP, after 2 failure(s) in a row: broken");
  }

  @Test
  void aFailingListenerDoesNotStopTheChecks() {
    HealthMonitor fragile =
        monitor(
            change -> {
              throw new IllegalStateException("listener");
            });
    Watch watch = watch(1, SECOND);
    fragile.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(5));
    assertThat(prober.starts(watch)).hasSizeGreaterThan(3);
  }

  @Test
  void aProbeThatNeverEndsCountsAsFailedAndIsRunAgain() {
    Watch watch = watch(1, SECOND);
    prober.hanging.add(watch);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(4));
    assertThat(prober.starts(watch)).hasSizeGreaterThan(1);
    assertThat(monitor.health(watch).state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void aWatchThatLeftIsNeitherProbedNorAnnounced() {
    Watch watch = watch(1, SECOND);
    prober.hanging.add(watch);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofMillis(1));
    monitor.watch(Set.of());
    prober.pending.get(watch).get(0).complete(ProbeResult.ok("late", SECOND));
    time.advance(Duration.ofSeconds(10));
    assertThat(prober.starts(watch)).hasSize(1);
    assertThat(changes).isEmpty();
    assertThat(monitor.snapshot()).isEmpty();
  }

  @Test
  void closedMeansSilent() {
    monitor.watch(watches(3, SECOND));
    time.advance(SECOND);
    int before = prober.count();
    monitor.close();
    time.advance(Duration.ofSeconds(10));
    assertThat(prober.count()).isEqualTo(before);
    assertThat(prober.closed).isTrue();
    assertThat(monitor.watch(watches(3, SECOND)).failed()).isTrue();
  }

  private HealthMonitor monitor(Consumer<HealthChange> listener) {
    return new HealthMonitor(
        time,
        (route, ear) -> {
          throw new IOException("no network here");
        },
        prober,
        new Random(7),
        new Descriptors(20_000),
        listener,
        () -> {});
  }

  private static Set<Watch> watches(int count, Duration interval) {
    Set<Watch> all = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      all.add(watch(i, interval));
    }
    return all;
  }

  private static Watch watch(int number, Duration interval) {
    InetSocketAddress target = new InetSocketAddress(address(number), 80);
    return new Watch(target, new Check(new Probe.Tcp(), interval, Duration.ofMillis(500), 2, 2));
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) 192, 0, (byte) (2 + number / 200), (byte) (number % 200)});
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
