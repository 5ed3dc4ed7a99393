package org.lvsdirector.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Require;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.ServiceQuorum;
import org.lvsdirector.model.ServiceQuorum.OnLost;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;

class PoolsTest {
  private static final Check TCP = check(1);
  private static final Check OTHER = check(2);
  private static final Endpoint ONE = endpoint("192.0.2.1:80");
  private static final Endpoint TWO = endpoint("192.0.2.2:80");

  private final Map<Watch, Verdict> health = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final Pools pools =
      new Pools(
          watch -> health.getOrDefault(watch, Verdict.UNKNOWN),
          (kind, subject, text) -> told.add(kind + " " + subject + ": " + text));

  private static Check check(int rise) {
    return new Check(new Probe.Tcp(), Duration.ofSeconds(1), Duration.ofMillis(500), rise, 2);
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  private static VirtualService service(String name, PoolPolicy policy, Checks checks) {
    return new VirtualService(
        name,
        new ServiceKey.Address(Protocol.TCP, endpoint("192.0.2.100:80")),
        Scheduler.WRR,
        Set.of(),
        ForwardingMethod.DR,
        Tunnel.IPIP,
        Persistence.none(Family.INET),
        false,
        OnDown.ZERO,
        checks,
        policy,
        Optional.empty(),
        List.of(server(ONE), server(TWO)));
  }

  private static RealServer server(Endpoint endpoint) {
    return new RealServer(endpoint, 10, 0, 0, AdminState.UP, Tunnel.IPIP);
  }

  private static Checks checks(Check... all) {
    return new Checks(List.of(all), Require.ALL);
  }

  private void finds(Endpoint server, Check check, HealthState state, String text) {
    finds(server, check, new Verdict(state, Optional.empty(), text));
  }

  private void finds(Endpoint server, Check check, Verdict verdict) {
    Watch watch =
        Watched.of(service("any", PoolPolicy.USUAL, checks(check))).watches().get(0).get(0);
    Watch own =
        new Watch(new java.net.InetSocketAddress(server.address(), server.port()), watch.check());
    health.put(own, verdict);
    pools.news(own);
  }

  private void decide(long now) {
    pools.decide(now);
    pools.tell();
  }

  private Placement placement(int pool, Endpoint server) {
    Decided decided = pools.decided().get(pool);
    List<Endpoint> servers =
        decided.watched().service().servers().stream().map(RealServer::endpoint).toList();
    return decided.turn().placements().get(servers.indexOf(server));
  }

  @Test
  void aServerIsUpWhenAllItsChecksPassAndEachPassageIsToldOnce() {
    pools.follow(List.of(Watched.of(service("web", PoolPolicy.USUAL, checks(TCP, OTHER)))), 0);
    assertThat(told).isEmpty();
    finds(ONE, TCP, HealthState.UP, "connected");
    decide(1);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Undecided());
    finds(ONE, OTHER, HealthState.UP, "status 200");
    decide(2);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Serve(10));
    finds(ONE, OTHER, HealthState.DOWN, "status 500");
    decide(3);
    finds(ONE, OTHER, HealthState.DOWN, "status 503");
    decide(4);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Quiesce());
    assertThat(told)
        .containsExactly(
            "server-up web/192.0.2.1:80: is UP, was UNKNOWN: connected; status 200",
            "server-down web/192.0.2.1:80: is DOWN, was UP: status 500");
    assertThat(pools.chronicle().of(new ServerId("web", ONE)))
        .extracting(Transition::to)
        .containsExactly(HealthState.UP, HealthState.DOWN);
  }

  @Test
  void anotherWeightThatAServerAsksForIsFollowedAndTold() {
    pools.follow(List.of(Watched.of(service("web", PoolPolicy.USUAL, checks(TCP)))), 0);
    finds(ONE, TCP, HealthState.UP, "ready");
    decide(1);
    told.clear();
    Optional<Weight> half = Optional.of(new Weight.Percent(50));
    finds(ONE, TCP, new Verdict(HealthState.UP, half, "said 50%"));
    decide(2);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Serve(5));
    finds(ONE, TCP, HealthState.UP, "ready");
    decide(3);
    assertThat(told)
        .containsExactly(
            "server-weight web/192.0.2.1:80: shall have 50 % of its weight, had the configured"
                + " weight: said 50%",
            "server-weight web/192.0.2.1:80: shall have the configured weight, had 50 % of its"
                + " weight: ready");
  }

  @Test
  void servicesThatShareATargetAllFollowIt() {
    pools.follow(
        List.of(
            Watched.of(service("a", PoolPolicy.USUAL, checks(TCP))),
            Watched.of(service("b", PoolPolicy.USUAL, checks(TCP))),
            Watched.of(service("c", PoolPolicy.USUAL, Checks.NONE))),
        0);
    finds(ONE, TCP, HealthState.DOWN, "refused");
    assertThat(pools.decide(1)).isTrue();
    assertThat(pools.decide(2)).as("nothing new").isFalse();
    pools.tell();
    assertThat(told).hasSize(2);
    assertThat(placement(2, ONE)).as("unchecked").isEqualTo(new Placement.Serve(10));
  }

  @Test
  void whatIsKnownOutlivesAReload() {
    PoolPolicy slow = new PoolPolicy(Duration.ofSeconds(10), 1, 0, 100, ServiceQuorum.NONE);
    List<Watched> services = List.of(Watched.of(service("web", slow, checks(TCP))));
    pools.follow(services, 0);
    finds(ONE, TCP, HealthState.DOWN, "refused");
    decide(1);
    finds(ONE, TCP, HealthState.UP, "connected");
    decide(2);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Serve(1));
    told.clear();
    pools.follow(services, Duration.ofSeconds(5).toNanos() + 2);
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Serve(5));
    assertThat(told).isEmpty();
    assertThat(pools.decide(Duration.ofSeconds(10).toNanos() + 2)).isTrue();
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Serve(10));
  }

  @Test
  void aRehearsalChangesNothing() {
    List<Watched> services = List.of(Watched.of(service("web", PoolPolicy.USUAL, checks(TCP))));
    pools.follow(services, 0);
    health.put(
        services.get(0).watches().get(0).get(0), new Verdict(HealthState.UP, Optional.empty(), ""));
    assertThat(pools.rehearse(services, 1).get(0).turn().placements())
        .startsWith(new Placement.Serve(10));
    assertThat(placement(0, ONE)).isEqualTo(new Placement.Undecided());
    assertThat(told).isEmpty();
  }

  @Test
  void whatBecomesOfAServiceIsToldWithItsNumbers() {
    PoolPolicy policy =
        new PoolPolicy(Duration.ZERO, 1, 40, 100, new ServiceQuorum(15, 0, OnLost.WITHDRAW));
    pools.follow(List.of(Watched.of(service("web", policy, checks(TCP)))), 0);
    finds(ONE, TCP, HealthState.UP, "");
    finds(TWO, TCP, HealthState.DOWN, "refused");
    decide(1);
    assertThat(pools.decided().get(0).words())
        .isEqualTo("withdrawn without a quorum: servers of weight 10 are alive, needed are 15");
    finds(ONE, TCP, HealthState.DOWN, "refused");
    decide(2);
    assertThat(pools.decided().get(0).words())
        .isEqualTo("panic: too many checks fail to be believed, all servers serve");
    finds(ONE, TCP, HealthState.UP, "");
    finds(TWO, TCP, HealthState.UP, "");
    decide(3);
    assertThat(pools.decided().get(0).words()).isEmpty();
    assertThat(told)
        .filteredOn(it -> !it.startsWith("server-"))
        .containsExactly(
            "quorum-lost web: servers of weight 10 are alive, needed are 15, hysteresis 0; the"
                + " service is withdrawn",
            "quorum-gained web: servers of weight 20 are alive, needed are 15, hysteresis 0",
            "panic web: 0 of 2 servers pass their checks; that is below panic: 40%, so checks are"
                + " not believed and all serve",
            "panic-over web: 2 of 2 servers pass their checks; checks are believed again");
  }
}
