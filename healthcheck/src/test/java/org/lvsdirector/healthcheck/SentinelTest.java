package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.SentinelStatus.State;
import org.lvsdirector.healthcheck.dialogue.StreamProbe;

class SentinelTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTicker time = new VirtualTicker();
  private final FakeProber prober = new FakeProber(time);
  private final FakeServer server = new FakeServer(time);
  private final List<HealthChange> changes = new ArrayList<>();
  private final HealthMonitor monitor = monitor(new Descriptors(20_000));
  private final Watch watch = watch(1, new Probe.Tcp());

  @Test
  void aServerThatIsUpHasOneIdleConnection() {
    start();
    assertThat(server.held()).isEqualTo(1);
    assertThat(server.connects).isEqualTo(1);
    assertThat(monitor.health(watch).sentinel()).isEqualTo(new SentinelStatus(State.HELD, ""));
    assertThat(monitor.status().sentinels()).isEqualTo(1);
    monitor.watch(Set.of());
    assertThat(server.held()).isZero();
    assertThat(monitor.status().sentinels()).isZero();
  }

  @Test
  void aServerThatDiesIsDownInMilliseconds() {
    start();
    die();
    time.advance(Duration.ofMillis(15));
    Health health = monitor.health(watch);
    assertThat(health.state()).isEqualTo(HealthState.DOWN);
    assertThat(health.failures()).isEqualTo(2);
    assertThat(health.last().orElseThrow().text())
        .isEqualTo(
            "192.0.2.1:80 ended the idle connection after 30 s and refused 2 new one(s) within"
                + " 10 ms");
    assertThat(health.sentinel().state()).isEqualTo(State.LACKING);
    assertThat(monitor.status().sentinels()).isZero();
  }

  @Test
  void aServerThatReloadsStaysUpAndIsProbedAtOnce() {
    start();
    int before = prober.count();
    for (int i = 0; i < 10; i++) {
      server.reload();
      time.advance(Duration.ofMillis(1));
      assertThat(prober.count()).isEqualTo(before + 1);
      assertThat(server.held()).isEqualTo(1);
      time.advance(Duration.ofSeconds(20 + 7 * i));
      before = prober.count();
    }
    assertThat(changes).hasSize(1);
    assertThat(monitor.health(watch).sentinel().state()).isEqualTo(State.HELD);
  }

  @Test
  void aServerThatIsBackWithinTheFirstGapStaysUp() {
    start();
    die();
    time.advance(Duration.ofMillis(9));
    revive();
    time.advance(SECOND);
    assertThat(changes).hasSize(1);
    assertThat(server.held()).isEqualTo(1);
  }

  @Test
  void aServerThatIsRestartedComesBackSoon() {
    start();
    die();
    time.advance(Duration.ofMillis(100));
    assertThat(monitor.health(watch).state()).isEqualTo(HealthState.DOWN);
    revive();
    time.advance(Duration.ofMillis(400));
    assertThat(monitor.health(watch).up()).isTrue();
    assertThat(server.held()).isEqualTo(1);
  }

  @Test
  void aServerThatStaysDeadIsLeftToItsProbes() {
    start();
    die();
    time.advance(Duration.ofMinutes(1));
    assertThat(server.connects).isLessThan(25);
    assertThat(monitor.health(watch).state()).isEqualTo(HealthState.DOWN);
    revive();
    time.advance(Duration.ofSeconds(10));
    assertThat(monitor.health(watch).up()).isTrue();
    assertThat(server.held()).isEqualTo(1);
  }

  @Test
  void aRefusalCountsForEveryKindOfProbeOnThePort() {
    Watch page = watch(1, new StreamProbe(Optional.of("hi"), Optional.empty(), Optional.empty()));
    monitor.watch(new LinkedHashSet<>(List.of(watch, page)));
    time.advance(Duration.ofSeconds(10));
    assertThat(server.held()).isEqualTo(1);
    die();
    prober.failing.add(page);
    time.advance(Duration.ofMillis(15));
    assertThat(monitor.health(watch).state()).isEqualTo(HealthState.DOWN);
    assertThat(monitor.health(page).state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void aMachineThatIsGoneIsProbedRatherThanJudged() {
    start();
    prober.hanging.add(watch);
    int before = prober.count();
    server.vanish();
    time.advance(Duration.ofMillis(1));
    assertThat(prober.count()).isEqualTo(before + 1);
    assertThat(monitor.health(watch).failures()).isZero();
  }

  @Test
  void aServerThatClosesIdleConnectionsSoonIsLeftAlone() {
    server.patience = Duration.ofSeconds(5);
    start();
    assertThat(server.held()).isZero();
    assertThat(server.connects).isEqualTo(4);
    assertThat(monitor.health(watch).sentinel())
        .isEqualTo(
            new SentinelStatus(State.DISLIKED, "the server closes idle connections after 5 s"));
    assertThat(monitor.health(watch).up()).isTrue();
    time.advance(Duration.ofMinutes(59));
    assertThat(server.connects).isEqualTo(4);
    time.advance(Duration.ofMinutes(2));
    assertThat(server.connects).isGreaterThan(4);
    assertThat(changes).hasSize(1);
  }

  @Test
  void aServerThatClosesAtOnceIsLeftAlone() {
    server.patience = Duration.ZERO;
    start();
    assertThat(server.connects).isEqualTo(4);
    assertThat(monitor.health(watch).sentinel().text())
        .isEqualTo("the server closes idle connections after 0 ms");
  }

  @Test
  void aConnectionIsReplacedAheadOfAServerThatRestsOfIdleOnes() {
    server.patience = Duration.ofSeconds(60);
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(125));
    int probes = prober.count();
    int connects = server.connects;
    for (int i = 0; i < 600; i++) {
      time.advance(SECOND);
      assertThat(server.held()).isEqualTo(1);
    }
    // Every 45 s, and no probe out of turn.
    assertThat(server.connects - connects).isBetween(12, 15);
    assertThat(prober.count() - probes).isBetween(599, 601);
    assertThat(monitor.health(watch).sentinel().state()).isEqualTo(State.HELD);
  }

  @Test
  void aServerThatGreetsAndClosesIsLeftAlone() {
    server.patience = Duration.ofSeconds(60);
    server.greets = true;
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofMinutes(10));
    assertThat(server.connects).isEqualTo(4);
    assertThat(monitor.health(watch).sentinel().state()).isEqualTo(State.DISLIKED);
  }

  @Test
  void aServerThatServesOneClientAtATimeIsNotTakenDownByAnIdleOne() {
    prober.broken = () -> server.held() > 0;
    start();
    assertThat(server.connects).isEqualTo(2);
    assertThat(server.held()).isZero();
    assertThat(monitor.health(watch).sentinel())
        .isEqualTo(new SentinelStatus(State.DISLIKED, "checks fail while one is held"));
    assertThat(changes).hasSize(1);
    assertThat(monitor.health(watch).up()).isTrue();
  }

  @Test
  void aConnectionIsLetGoWhileChecksFailAndHeldAgainAfterwards() {
    start();
    for (int i = 0; i < 5; i++) {
      prober.failing.add(watch);
      time.advance(Duration.ofSeconds(5));
      assertThat(server.held()).isZero();
      assertThat(monitor.health(watch).sentinel())
          .isEqualTo(new SentinelStatus(State.LACKING, "let go while checks fail"));
      prober.failing.clear();
      time.advance(Duration.ofSeconds(5));
      assertThat(server.held()).isEqualTo(1);
    }
  }

  @Test
  void noMoreAreHeldThanDescriptorsAllow() {
    HealthMonitor narrow = monitor(new Descriptors(20));
    Set<Watch> many = new LinkedHashSet<>();
    for (int i = 0; i < 30; i++) {
      many.add(watch(i, new Probe.Tcp()));
    }
    narrow.watch(many);
    time.advance(Duration.ofSeconds(10));
    assertThat(server.held()).isEqualTo(10);
    assertThat(narrow.status().sentinels()).isEqualTo(10);
    assertThat(many).allMatch(it -> narrow.health(it).up());
    assertThat(many)
        .filteredOn(it -> narrow.health(it).sentinel().state() == State.LACKING)
        .hasSize(20)
        .allMatch(
            it ->
                narrow
                    .health(it)
                    .sentinel()
                    .text()
                    .equals("as many idle connections are held as this process may: 10"));
    prober.unable.addAll(many);
    time.advance(Duration.ofSeconds(3));
    assertThat(server.held()).isEqualTo(5);
    prober.unable.clear();
    time.advance(Duration.ofMinutes(3));
    assertThat(server.held()).isEqualTo(10);
  }

  @Test
  void thisMachinesLackIsNoRefusal() {
    start();
    server.lacking = true;
    server.reload();
    time.advance(SECOND);
    assertThat(monitor.health(watch).up()).isTrue();
    assertThat(monitor.health(watch).failures()).isZero();
    server.lacking = false;
    time.advance(Duration.ofSeconds(10));
    assertThat(server.held()).isEqualTo(1);
  }

  @Test
  void noneIsHeldWhereNoneIsWanted() {
    Watch plain = new Watch(watch.target(), watch.check().withSentinel(false));
    monitor.watch(Set.of(plain));
    time.advance(Duration.ofSeconds(10));
    assertThat(server.connects).isZero();
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofSeconds(10));
    assertThat(server.held()).isEqualTo(1);
    monitor.watch(Set.of(plain));
    assertThat(server.held()).isZero();
    assertThat(monitor.health(plain).sentinel()).isEqualTo(SentinelStatus.OFF);
  }

  @Test
  void tenThousandThatDieAtOnceAreDownInMilliseconds() {
    Set<Watch> many = new LinkedHashSet<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(watch(i, new Probe.Tcp()));
    }
    HealthMonitor wide = monitor(new Descriptors(100_000));
    wide.watch(many);
    time.advance(Duration.ofSeconds(5));
    assertThat(server.held()).isEqualTo(10_000);
    prober.failing.addAll(many);
    server.die();
    time.advance(Duration.ofMillis(15));
    assertThat(many).allMatch(it -> wide.health(it).state() == HealthState.DOWN);
  }

  private void start() {
    monitor.watch(Set.of(watch));
    time.advance(Duration.ofMillis(30_500));
  }

  private void die() {
    prober.failing.add(watch);
    server.die();
  }

  private void revive() {
    prober.failing.clear();
    server.listens = true;
  }

  private static Watch watch(int number, Probe probe) {
    Check check =
        new Check(probe, SECOND, Duration.ofMillis(500), 2, 2)
            .at(Pace.of(SECOND))
            .withSentinel(true);
    String address = "192.0." + (2 + number / 250) + "." + (number == 1 ? 1 : number % 250);
    return new Watch(new InetSocketAddress(address, 80), check);
  }

  private HealthMonitor monitor(Descriptors descriptors) {
    return new HealthMonitor(
        time, server, prober, new Random(7), descriptors, changes::add, () -> {});
  }
}
