package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Pace PACE =
      new Pace(SECOND, Duration.ofMillis(100), Duration.ofSeconds(5), 0);

  private final VirtualTicker time = new VirtualTicker();
  private final FakeProber prober = new FakeProber(time);
  private final List<String> changes = new ArrayList<>();
  private final HealthMonitor monitor = monitor(new Descriptors(20_000));

  @Test
  void probesFastWhileUncertainAndSlowlyWhileDown() {
    Watch watch = watch(500, 3, 3);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(10));
    prober.failing.add(watch);
    time.advance(Duration.ofSeconds(20));
    List<Long> starts = since(watch, 10_000);
    assertThat(starts.get(1) - starts.get(0)).isEqualTo(100);
    assertThat(starts.get(2) - starts.get(1)).isEqualTo(100);
    assertThat(monitor.health(watch).state()).isEqualTo(HealthState.DOWN);
    assertThat(starts.get(3) - starts.get(2)).isBetween(2500L, 7500L);
    assertThat(starts.get(4) - starts.get(3)).isEqualTo(5000);
    prober.failing.remove(watch);
    time.advance(Duration.ofSeconds(10));
    List<Long> rising = since(watch, 30_000);
    assertThat(rising.get(1) - rising.get(0)).isEqualTo(100);
    assertThat(rising.get(2) - rising.get(1)).isEqualTo(100);
    assertThat(rising.get(3) - rising.get(2)).isBetween(500L, 1500L);
    assertThat(rising.get(4) - rising.get(3)).isEqualTo(1000);
  }

  @Test
  void aMachineThatIsGoneIsProbedAgainBeforeTheFirstProbeIsGivenUp() {
    Watch watch = watch(500, 2, 2);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(10));
    prober.hanging.add(watch);
    time.advance(Duration.ofMillis(1500));
    List<Long> starts = since(watch, 10_000);
    assertThat(starts.get(1) - starts.get(0)).isEqualTo(100);
    assertThat(prober.pending.get(watch)).hasSize(2);
  }

  @Test
  void aSlowServerIsNotProbedTwiceAtATime() {
    Watch watch = watch(500, 2, 2);
    prober.hanging.add(watch);
    monitor.watch(Set.of(watch));
    for (int i = 0; i < 100; i++) {
      time.advance(Duration.ofMillis(250));
      prober.pending.values().forEach(all -> all.forEach(it -> it.tryComplete(slow())));
      time.advance(Duration.ofMillis(250));
    }
    List<Long> starts = since(watch, -1);
    assertThat(starts).hasSizeBetween(48, 52);
  }

  private static ProbeResult slow() {
    return ProbeResult.ok("slow", Duration.ofMillis(250));
  }

  @Test
  void equalSubjectsShareProbesAtTheShortestInterval() {
    Watch often = watch(500, 2, 2);
    Check seldom = new Check(new Probe.Tcp(), Duration.ofSeconds(7), Duration.ofSeconds(3), 2, 5);
    Watch patient = new Watch(often.target(), seldom);
    monitor.watch(new LinkedHashSet<>(List.of(often, patient)));
    time.advance(Duration.ofSeconds(100));
    // Whoever waits longest is who is probed for.
    assertThat(prober.starts(patient)).hasSizeBetween(99, 101);
    assertThat(prober.starts(often)).isEmpty();
    assertThat(monitor.health(often).up()).isTrue();
    assertThat(monitor.health(patient).up()).isTrue();
    prober.failing.add(patient);
    time.advance(Duration.ofMillis(1150));
    assertThat(monitor.health(often).state()).isEqualTo(HealthState.DOWN);
    assertThat(monitor.health(patient).state()).isEqualTo(HealthState.UP);
    time.advance(SECOND);
    assertThat(monitor.health(patient).state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void eachJudgesAProbeByItsOwnTimeout() {
    Watch strict = watch(500, 2, 1);
    Check other = new Check(new Probe.Tcp(), SECOND, Duration.ofSeconds(3), 2, 1);
    Watch patient = new Watch(strict.target(), other);
    monitor.watch(new LinkedHashSet<>(List.of(strict, patient)));
    time.advance(Duration.ofSeconds(10));
    prober.hanging.add(patient);
    time.advance(Duration.ofMillis(1600));
    assertThat(monitor.health(strict).state()).isEqualTo(HealthState.DOWN);
    assertThat(monitor.health(strict).last().orElseThrow().text())
        .isEqualTo("probe of 192.0.2.1:80 gave no outcome in 500 ms");
    assertThat(monitor.health(patient).up()).isTrue();
    prober.hanging.clear();
    prober.pending.get(patient).get(0).complete(ProbeResult.ok("slow", Duration.ofSeconds(1)));
    assertThat(monitor.health(patient).up()).isTrue();
    assertThat(monitor.health(strict).state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void aWatchThatJoinsASubjectKnowsItsHealthAtOnce() {
    Watch first = watch(500, 2, 2);
    monitor.watch(Set.of(first));
    time.advance(Duration.ofSeconds(5));
    Watch second = watch(400, 3, 3);
    monitor.watch(new LinkedHashSet<>(List.of(first, second)));
    assertThat(monitor.health(second).up()).isTrue();
    monitor.watch(Set.of(second));
    time.advance(Duration.ofSeconds(5));
    assertThat(monitor.snapshot()).containsOnlyKeys(second);
    assertThat(changes).hasSize(1);
  }

  @Test
  void thisMachinesLackTakesNobodyDownAndSlowsTheChecks() {
    Watch watch = watch(500, 2, 2);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(10));
    prober.unable.add(watch);
    time.advance(Duration.ofSeconds(100));
    assertThat(monitor.health(watch).up()).isTrue();
    assertThat(since(watch, 10_000)).hasSizeBetween(50, 53);
    assertThat(monitor.status().lack()).isEqualTo("too many open files");
    assertThat(monitor.status().unable()).isBetween(50L, 53L);
    prober.unable.clear();
    time.advance(Duration.ofSeconds(15));
    assertThat(monitor.status().lack()).isEmpty();
    assertThat(changes).hasSize(1);
  }

  @Test
  void deadServersDoNotUseUpTheDescriptors() {
    HealthMonitor narrow = monitor(new Descriptors(0));
    Set<Watch> many = new LinkedHashSet<>();
    for (int i = 0; i < 200; i++) {
      Check check = new Check(new Probe.Tcp(), SECOND, Duration.ofMillis(500), 2, 2);
      many.add(new Watch(new InetSocketAddress("198.51.100." + i, 80), check));
    }
    prober.hanging.addAll(many);
    narrow.watch(many);
    time.advance(Duration.ofMillis(100));
    assertThat(narrow.status().running()).isEqualTo(64);
    assertThat(prober.count()).isEqualTo(64);
    time.advance(Duration.ofSeconds(30));
    assertThat(many).allMatch(it -> narrow.health(it).state() == HealthState.DOWN);
    narrow.watch(Set.of());
    assertThat(narrow.status().running()).isZero();
  }

  @Test
  void saysWhenAWatchIsProbedNext() {
    Watch watch = watch(500, 2, 2);
    assertThat(monitor.nextProbe(watch)).isEmpty();
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(5));
    int before = prober.count();
    time.advance(
        Duration.between(time.now(), monitor.nextProbe(watch).orElseThrow()).minusMillis(1));
    assertThat(prober.count()).isEqualTo(before);
    time.advance(Duration.ofMillis(1));
    assertThat(prober.count()).isEqualTo(before + 1);
  }

  private List<Long> since(Watch watch, long millis) {
    return prober.starts(watch).stream().filter(start -> start > millis).toList();
  }

  private static Watch watch(int timeoutMillis, int rise, int fall) {
    Duration timeout = Duration.ofMillis(timeoutMillis);
    Check check = new Check(new Probe.Tcp(), SECOND, timeout, rise, fall).at(PACE);
    return new Watch(new InetSocketAddress("192.0.2.1", 80), check);
  }

  private HealthMonitor monitor(Descriptors descriptors) {
    return new HealthMonitor(
        time,
        (route, ear) -> {
          throw new IOException("no network here");
        },
        prober,
        new Random(7),
        descriptors,
        change -> changes.add(change.toString()),
        () -> {});
  }
}
