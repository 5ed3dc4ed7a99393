package org.lvsdirector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.DrainOrder.Then;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;
import org.lvsdirector.reconcile.Wanted;

class DrainsTest {
  private static final Endpoint RS1 = Endpoint.parse("192.0.2.1:80").orElseThrow();
  private static final Endpoint RS2 = Endpoint.parse("192.0.2.2:80").orElseThrow();
  private static final Overrides.Target TARGET = new Overrides.Target("web", RS1.toString());
  private static final ServerId PLACE = new ServerId("web", RS1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Side> sides = new ArrayList<>();

  @AfterEach
  void close() {
    sides.forEach(side -> side.drains.close());
  }

  /** A node with a clock of its own and a table that the test fills. */
  private final class Side implements ConnectionCutter {
    final List<String> events = new ArrayList<>();
    final BlockingQueue<Runnable> context = new LinkedBlockingQueue<>();
    final Drains drains = new Drains(this::event, context::add, () -> {});
    long now;
    long connections;
    boolean inCharge;
    Optional<String> obstacle = Optional.empty();
    Optional<IOException> failure = Optional.empty();

    Side(long now, long connections, boolean inCharge) {
      this.now = now;
      this.connections = connections;
      this.inCharge = inCharge;
      drains.cutBy(this);
      sides.add(this);
    }

    private void event(String kind, String subject, String text) {
      events.add(kind + " " + subject + ": " + text);
    }

    @Override
    public Optional<String> obstacle(ServiceKey service, boolean move) {
      return obstacle;
    }

    @Override
    public Result cut(Cut cut) throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      int cuts = (int) Math.min(connections, cut.most());
      connections -= cuts;
      return new Result(cuts, cut.move() ? 0 : cuts, cut.move() ? cuts : 0);
    }

    Side follow(VirtualService service, Overrides overrides) {
      drains.follow(List.of(service), overrides, now);
      return this;
    }

    /** Lets seconds go by, each with a pass over the rules. */
    Side pass(int seconds) {
      for (int i = 0; i < seconds; i++) {
        now += SECOND;
        look();
      }
      return this;
    }

    private void look() {
      int weight = placement() instanceof Placement.Sticky ? 1 : 0;
      Destination drained = new Destination(RS1, Method.ROUTE, weight, weight, 0);
      Destination other = new Destination(RS2, Method.ROUTE, 1, 0, 0);
      Service rule = new Service(KEY, "rr", 0, 0, 32);
      Statistics.Traffic none = new Statistics.Traffic(0, 0, 0, 0, 0);
      Statistics statistics =
          new Statistics(
              Map.of(
                  KEY,
                  new Statistics.ServiceCounters(
                      none,
                      Map.of(RS1, new Statistics.DestinationCounters(connections, 0, none)))));
      Rules rules = new Rules(Map.of(KEY, new Rules.Entry(rule, List.of(drained, other))));
      drains.look(
          new Outcome(1, 0, rules, statistics, Map.of(), List.of(), ""), any -> inCharge, now);
    }

    /** Waits for the thread that cuts, and takes in what it did. */
    Side afterCut() throws InterruptedException {
      Runnable done = context.poll(10, TimeUnit.SECONDS);
      assertThat(done).as("the cut is done").isNotNull();
      done.run();
      return this;
    }

    Placement placement() {
      boolean sticky =
          drains.status().stream().anyMatch(status -> status.templates().equals("respect"));
      Placement usual = sticky ? new Placement.Sticky(1) : new Placement.Quiesce();
      return drains
          .amend(new Wanted(List.of(), Map.of(PLACE, usual), Timeouts.UNSET))
          .placements()
          .get(PLACE);
    }

    String phase() {
      return drains.status().get(0).phase();
    }
  }

  private static final ServiceKey KEY =
      new ServiceKey.Address(Protocol.TCP, Endpoint.parse("198.51.100.1:80").orElseThrow());

  private static VirtualService web(Optional<DrainOrder> order, Duration persistence) {
    RealServer server =
        new RealServer(
            RS1,
            1,
            0,
            0,
            order.isPresent() ? AdminState.DRAIN : AdminState.UP,
            Tunnel.IPIP,
            order.orElse(DrainOrder.PLAIN));
    return new VirtualService(
        "web",
        KEY,
        Scheduler.RR,
        java.util.Set.of(),
        ForwardingMethod.DR,
        Tunnel.IPIP,
        new Persistence(persistence, 32, Optional.empty()),
        false,
        OnDown.ZERO,
        Optional.empty(),
        Optional.empty(),
        List.of(server));
  }

  private static VirtualService web(DrainOrder order) {
    return web(Optional.of(order), Duration.ZERO);
  }

  private static DrainOrder within(int seconds, Leftovers leftovers, Then then) {
    return new DrainOrder(
        Optional.of(Duration.ofSeconds(seconds)), then, leftovers, Templates.IGNORE, 10);
  }

  @Test
  void aServerThatEmptiesByItselfIsDrainedAndLeavesThePool() {
    Side side = new Side(0, 20, true);
    side.follow(web(within(60, Leftovers.KEEP, Then.REMOVE)), Overrides.NONE);
    side.pass(5);
    side.connections = 10;
    side.pass(6);
    DrainStatus status = side.drains.status().get(0);
    assertThat(status.perSecond()).isEqualTo(1.0);
    assertThat(status.expectedSeconds()).isEqualTo(10);
    assertThat(status.remainingSeconds()).isEqualTo(49);
    assertThat(side.placement()).isEqualTo(new Placement.Quiesce());
    side.connections = 0;
    side.pass(1);
    assertThat(side.phase()).isEqualTo("drained");
    assertThat(side.placement()).isEqualTo(new Placement.Absent());
    assertThat(side.events)
        .containsExactly(
            "drain-begins web/192.0.2.1:80: gets no new connections; what is left after 1m0s goes"
                + " on; then it leaves the pool",
            "drain-progress web/192.0.2.1:80: 10 connections left, 1.1 fewer a second, the last is"
                + " expected to end in 9s, deadline in 50s",
            "drained web/192.0.2.1:80: no connection left after 12s; out of the pool");
  }

  @Test
  void whatIsLeftIsKeptAndTheServerStaysUntilItHasEnded() {
    Side side = new Side(0, 3, true);
    side.follow(web(within(5, Leftovers.KEEP, Then.REMOVE)), Overrides.NONE).pass(30);
    assertThat(side.phase()).isEqualTo("lingering");
    assertThat(side.connections).isEqualTo(3);
    assertThat(side.placement()).isEqualTo(new Placement.Quiesce());
    side.connections = 0;
    assertThat(side.pass(1).phase()).isEqualTo("drained");
  }

  @Test
  void leftoversAreClosedAtTheRateAndCounted() throws Exception {
    Side side = new Side(0, 25, true);
    side.follow(web(within(5, Leftovers.KILL, Then.HOLD)), Overrides.NONE).pass(4);
    assertThat(side.connections).isEqualTo(25);
    side.now += SECOND;
    side.drains.beat(side.now);
    side.afterCut();
    assertThat(side.connections).isEqualTo(15);
    assertThat(side.pass(1).afterCut().connections).isEqualTo(5);
    assertThat(side.pass(1).afterCut().connections).isZero();
    assertThat(side.phase()).isEqualTo("clearing");
    side.pass(1).afterCut().pass(1);
    assertThat(side.phase()).isEqualTo("drained");
    assertThat(side.drains.status().get(0).closed()).isEqualTo(25);
  }

  @Test
  void whatComesBackAfterTheEndIsClosedAgain() throws Exception {
    Side backup = new Side(0, 0, false);
    backup.follow(web(within(0, Leftovers.KILL, Then.HOLD)), Overrides.NONE);
    backup.drains.beat(backup.now);
    backup.afterCut().pass(1);
    assertThat(backup.phase()).as("not in charge").isEqualTo("lingering");
    backup.connections = 2;
    backup.pass(1).afterCut();
    assertThat(backup.connections).isZero();
    assertThat(backup.events.stream().filter(text -> text.startsWith("drain-deadline")))
        .as("said once")
        .hasSize(1);
  }

  @Test
  void aFailoverInTheMiddleLosesNoTimeThoughTheClocksDiffer() throws Exception {
    DrainOrder order = within(60, Leftovers.KILL, Then.HOLD);
    Side first = new Side(0, 4, true);
    first.follow(web(order), Overrides.NONE).pass(40);
    Side second = new Side(-3600 * SECOND, 4, false);
    second.follow(web(order), Overrides.NONE);
    second.drains.heard(first.drains.marks(first.now), second.now);
    second.inCharge = true;
    assertThat(second.pass(19).phase()).isEqualTo("draining");
    second.pass(1).afterCut();
    assertThat(second.connections).isZero();
    second.pass(1).afterCut().pass(1);
    assertThat(second.phase()).isEqualTo("drained");
  }

  @Test
  void aBackupTakesTheEndFromTheOneInCharge() {
    DrainOrder order = within(60, Leftovers.KEEP, Then.REMOVE);
    Side master = new Side(0, 0, true).follow(web(order), Overrides.NONE).pass(1);
    Side backup = new Side(0, 7, false).follow(web(order), Overrides.NONE).pass(1);
    assertThat(backup.phase()).isEqualTo("draining");
    backup.drains.heard(master.drains.marks(master.now), backup.now);
    assertThat(backup.placement()).isEqualTo(new Placement.Absent());
  }

  @Test
  void takenBackAndOrderedAnewItBeginsAnew() {
    DrainOrder order = within(10, Leftovers.KEEP, Then.HOLD);
    Side side = new Side(0, 1, true).follow(web(order), Overrides.NONE).pass(11);
    assertThat(side.phase()).isEqualTo("lingering");
    side.follow(web(Optional.empty(), Duration.ZERO), Overrides.NONE);
    assertThat(side.drains.status()).isEmpty();
    assertThat(side.drains.marks(side.now)).doesNotContainKey(TARGET);
    side.follow(web(order), Overrides.NONE);
    assertThat(side.phase()).isEqualTo("draining");
    assertThat(side.drains.status().get(0).remainingSeconds()).isEqualTo(10);
  }

  @Test
  void persistentClientsMayComeBackUntilTheirTimeIsOver() {
    DrainOrder order =
        new DrainOrder(
            Optional.of(Duration.ofSeconds(100)),
            Then.REMOVE,
            Leftovers.KEEP,
            Templates.RESPECT,
            10);
    Side side = new Side(0, 0, true);
    side.follow(web(Optional.of(order), Duration.ofSeconds(30)), Overrides.NONE).pass(20);
    assertThat(side.placement()).isEqualTo(new Placement.Sticky(1));
    side.connections = 1;
    side.pass(1);
    side.connections = 0;
    assertThat(side.pass(29).phase()).isEqualTo("draining");
    assertThat(side.pass(3).placement()).isEqualTo(new Placement.Absent());
  }

  @Test
  void whatCanNotBeDoneIsSaidOnceAndTriedAgain() throws Exception {
    Side side = new Side(0, 1, true);
    side.failure = Optional.of(new IOException("no daemon listens"));
    side.follow(web(within(0, Leftovers.KILL, Then.HOLD)), Overrides.NONE).pass(1).afterCut();
    side.pass(1).afterCut();
    assertThat(side.events.stream().filter(text -> text.startsWith("drain-failed")))
        .containsExactly(
            "drain-failed web/192.0.2.1:80: its connections are not ended: no daemon listens");
    assertThat(side.drains.status().get(0).fault()).isEqualTo("no daemon listens");
    side.failure = Optional.empty();
    side.pass(1).afterCut().pass(1);
    assertThat(side.connections).isZero();
    assertThat(side.drains.status().get(0).fault()).isEmpty();
  }

  @Test
  void aDrainIsRefusedWhereItCanNotBeDone() {
    Side side = new Side(0, 0, true);
    assertThat(side.drains.refusal(web(DrainOrder.PLAIN), DrainOrder.PLAIN)).isEmpty();
    assertThat(side.drains.refusal(web(DrainOrder.PLAIN), within(1, Leftovers.MOVE, Then.HOLD)))
        .hasValueSatisfying(
            why -> assertThat(why).contains("service web is tcp", "leftovers: kill"));
    side.obstacle = Optional.of("sync is off");
    assertThat(side.drains.refusal(web(DrainOrder.PLAIN), within(1, Leftovers.KILL, Then.HOLD)))
        .contains("sync is off");
  }
}
