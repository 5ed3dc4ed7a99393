package org.lvsdirector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.reconcile.Fixtures.RS1;
import static org.lvsdirector.reconcile.Fixtures.RS2;
import static org.lvsdirector.reconcile.Fixtures.SORRY;
import static org.lvsdirector.reconcile.Fixtures.WEB;
import static org.lvsdirector.reconcile.Fixtures.route;
import static org.lvsdirector.reconcile.Fixtures.wanted;
import static org.lvsdirector.reconcile.Fixtures.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PersistenceEngine;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.SchedulerFlag;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

class DesiredRulesTest {
  private static final Placement SERVE = new Placement.Serve(1);

  private static List<Destination> destinations(Wanted wanted, Rules actual) {
    return DesiredRules.of(wanted, actual).services().get(WEB).destinations();
  }

  @Test
  void destinationsComeInTheOrderOfTheirAddresses() {
    assertThat(destinations(wanted(web(RS2, RS1), SERVE, SERVE), Rules.NONE))
        .containsExactly(route(RS1, 1), route(RS2, 1));
  }

  @Test
  void aServerOfUnknownHealthGetsNothingWhenItIsNew() {
    assertThat(destinations(wanted(web(RS1, RS2), SERVE, new Placement.Undecided()), Rules.NONE))
        .containsExactly(route(RS1, 1), route(RS2, 0));
  }

  @Test
  void aServerOfUnknownHealthKeepsTheWeightItHadBeforeARestart() {
    Rules before =
        new Rules(
            Map.of(WEB, new Rules.Entry(new Service(WEB, "rr", 0, 0, 32), List.of(route(RS2, 7)))));
    assertThat(destinations(wanted(web(RS1, RS2), SERVE, new Placement.Undecided()), before))
        .containsExactly(route(RS1, 1), route(RS2, 7));
  }

  @Test
  void theSorryServerStepsInOnlyWhenEveryServerIsKnownToBeOut() {
    assertThat(
            destinations(
                wanted(web(RS1, RS2), new Placement.Quiesce(), new Placement.Absent()), Rules.NONE))
        .containsExactly(route(RS1, 0), route(SORRY, 1));
    assertThat(
            destinations(
                wanted(web(RS1, RS2), new Placement.Quiesce(), new Placement.Undecided()),
                Rules.NONE))
        .containsExactly(route(RS1, 0), route(RS2, 0));
  }

  @Test
  void operatorFirstThenHealth() {
    assertThat(Placement.of(AdminState.UP, HealthState.UP, OnDown.ZERO, 3))
        .isEqualTo(new Placement.Serve(3));
    assertThat(Placement.of(AdminState.UP, HealthState.UNKNOWN, OnDown.ZERO, 3))
        .isEqualTo(new Placement.Undecided());
    assertThat(Placement.of(AdminState.UP, HealthState.DOWN, OnDown.ZERO, 3))
        .isEqualTo(new Placement.Quiesce());
    assertThat(Placement.of(AdminState.UP, HealthState.DOWN, OnDown.DELETE, 3))
        .isEqualTo(new Placement.Absent());
    assertThat(Placement.of(AdminState.DRAIN, HealthState.UP, OnDown.DELETE, 3))
        .isEqualTo(new Placement.Quiesce());
    assertThat(Placement.of(AdminState.DOWN, HealthState.UP, OnDown.ZERO, 3))
        .isEqualTo(new Placement.Absent());
  }

  @Test
  void persistenceAndFlagsBecomeTheKernelsBits() {
    VirtualService service =
        new VirtualService(
            "web",
            WEB,
            Scheduler.SH,
            Set.of(SchedulerFlag.SH_PORT, SchedulerFlag.SH_FALLBACK),
            ForwardingMethod.NAT,
            Tunnel.IPIP,
            new Persistence(Duration.ofMinutes(5), 24, Optional.of(PersistenceEngine.SIP)),
            false,
            OnDown.ZERO,
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertThat(DesiredRules.of(wanted(service), Rules.NONE).services().get(WEB).service())
        .isEqualTo(new Service(WEB, "sh", 0x1 | 0x8 | 0x10, 300, 24, "sip"));
  }
}
