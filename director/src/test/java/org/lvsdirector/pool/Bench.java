package org.lvsdirector.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.ServiceQuorum;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.Placement;

/** A service on whose servers a test puts verdicts and time, and reads where they stand. */
final class Bench {
  private static final Endpoint SORRY = Endpoint.parse("192.0.2.99:80").orElseThrow();

  private final PoolPolicy policy;
  private final boolean sorry;
  private final List<RealServer> servers = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private PoolState state = PoolState.NEW;
  private Turn turn;
  private long now = 1_000_000_000_000L;

  Bench(PoolPolicy policy) {
    this(policy, false);
  }

  Bench(PoolPolicy policy, boolean sorry) {
    this.policy = policy;
    this.sorry = sorry;
  }

  static PoolPolicy slowStart(String time) {
    return new PoolPolicy(Duration.parse("PT" + time), 1, 0, 100, ServiceQuorum.NONE);
  }

  static PoolPolicy quorum(int weight, int hysteresis, ServiceQuorum.OnLost lost) {
    return new PoolPolicy(Duration.ZERO, 1, 0, 100, new ServiceQuorum(weight, hysteresis, lost));
  }

  static PoolPolicy panic(int percent) {
    return new PoolPolicy(Duration.ZERO, 1, percent, 100, ServiceQuorum.NONE);
  }

  static PoolPolicy maxEject(int percent) {
    return new PoolPolicy(Duration.ZERO, 1, 0, percent, ServiceQuorum.NONE);
  }

  static PoolPolicy levels(int servers) {
    return new PoolPolicy(Duration.ZERO, servers, 0, 100, ServiceQuorum.NONE);
  }

  /** Adds a server that is up. */
  Bench server(int weight, int level) {
    servers.add(
        new RealServer(
            Endpoint.parse("192.0.2." + (servers.size() + 1) + ":80").orElseThrow(),
            weight,
            0,
            0,
            AdminState.UP,
            Tunnel.IPIP,
            DrainOrder.PLAIN,
            level,
            Optional.empty()));
    verdicts.add(verdict(HealthState.UP));
    return this;
  }

  Bench servers(int... weights) {
    for (int weight : weights) {
      server(weight, 1);
    }
    return this;
  }

  private static Verdict verdict(HealthState state) {
    return new Verdict(state, Optional.empty(), "");
  }

  /** Sets the health of all servers, each by its letter: u, d, or ? for unknown. */
  Bench health(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      verdicts.set(
          i,
          verdict(
              switch (letters.charAt(i)) {
                case 'u' -> HealthState.UP;
                case 'd' -> HealthState.DOWN;
                default -> HealthState.UNKNOWN;
              }));
    }
    return decide();
  }

  Bench asks(int server, Weight weight) {
    verdicts.set(server, new Verdict(HealthState.UP, Optional.of(weight), ""));
    return decide();
  }

  Bench operator(int server, AdminState wish) {
    RealServer it = servers.get(server);
    servers.set(server, it.with(it.weight(), wish, it.drain()));
    return decide();
  }

  Bench weight(int server, int weight) {
    RealServer it = servers.get(server);
    servers.set(server, it.with(weight, it.state(), it.drain()));
    return decide();
  }

  Bench later(String time) {
    now += Duration.parse("PT" + time).toNanos();
    return decide();
  }

  Bench decide() {
    turn = Decision.turn(service(), verdicts, state, now);
    state = turn.state();
    return this;
  }

  /** Lets time pass up to the next moment at which something is due; false when nothing is. */
  boolean untilDue() {
    if (turn.due().isEmpty()) {
      return false;
    }
    now = turn.due().getAsLong();
    decide();
    return true;
  }

  Turn turn() {
    return turn;
  }

  /** Where the servers stand: weights, - for none, ? for undecided, x for out. */
  String stand() {
    StringJoiner text = new StringJoiner(" ");
    for (Placement placement : turn.placements()) {
      text.add(
          placement instanceof Placement.Serve serve
              ? Integer.toString(serve.weight())
              : placement instanceof Placement.Quiesce
                  ? "-"
                  : placement instanceof Placement.Absent ? "x" : "?");
    }
    return text.toString();
  }

  private VirtualService service() {
    return new VirtualService(
        "web",
        new ServiceKey.Address(Protocol.TCP, Endpoint.parse("192.0.2.100:80").orElseThrow()),
        Scheduler.WRR,
        Set.of(),
        ForwardingMethod.DR,
        Tunnel.IPIP,
        Persistence.none(Family.INET),
        false,
        OnDown.ZERO,
        Checks.NONE,
        policy,
        sorry ? Optional.of(SORRY) : Optional.empty(),
        servers);
  }
}
