package org.lvsdirector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.reconcile.Fixtures.RS1;
import static org.lvsdirector.reconcile.Fixtures.RS2;
import static org.lvsdirector.reconcile.Fixtures.WEB;
import static org.lvsdirector.reconcile.Fixtures.endpoint;
import static org.lvsdirector.reconcile.Fixtures.route;
import static org.lvsdirector.reconcile.Fixtures.wanted;
import static org.lvsdirector.reconcile.Fixtures.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.testing.MemoryDataplane;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VirtualService;

class ReconcilerTest {
  private static final Placement SERVE = new Placement.Serve(1);
  private static final Wanted BOTH = wanted(web(RS1, RS2), SERVE, SERVE);

  private final MemoryDataplane dataplane = new MemoryDataplane();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Reconciler reconciler =
      new Reconciler(
          dataplane,
          BOTH,
          Duration.ofMillis(20),
          (kind, subject, text) -> events.add(kind + " " + subject + ": " + text),
          outcomes::add);

  @AfterEach
  void close() {
    reconciler.close();
  }

  private Outcome await(Predicate<Outcome> condition) throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      Outcome outcome = outcomes.poll(5, TimeUnit.SECONDS);
      assertThat(outcome).as("a pass within 5 s").isNotNull();
      if (condition.test(outcome)) {
        return outcome;
      }
    }
    throw new AssertionError("not within 1000 passes");
  }

  private static boolean whole(Outcome outcome) {
    return outcome.rules().services().containsKey(WEB)
        && outcome.rules().services().get(WEB).destinations().size() == 2;
  }

  @Test
  void programsWhatIsWantedAndNothingTwice() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    int applied = dataplane.applied().size();
    long passes = await(outcome -> true).passes();
    await(outcome -> outcome.passes() > passes + 5);
    assertThat(dataplane.applied()).hasSize(applied).hasSize(3);
    assertThat(events).isEmpty();
  }

  @Test
  void putsBackWhatSomeoneElseChangedAndSaysSo() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    await(ReconcilerTest::whole);
    dataplane.behindItsBack(new Change.DeleteService(WEB));
    await(outcome -> !events.isEmpty() && whole(outcome));
    assertThat(events)
        .singleElement()
        .asString()
        .startsWith("drift-repaired rules: changed by someone else, put back: add service tcp");
  }

  @Test
  void aRefusedServiceIsShownOnceAndTriedAgain() throws Exception {
    dataplane.refuse(WEB);
    reconciler.start();
    Outcome failed = await(outcome -> outcome.passes() > 3);
    assertThat(failed.faults().get(WEB)).contains("add service").contains("ENOENT");
    dataplane.refuse(null);
    await(outcome -> whole(outcome) && outcome.faults().isEmpty());
    assertThat(events).hasSize(2);
    assertThat(events.get(1)).startsWith("service-ok");
  }

  @Test
  void putsTimeoutsBackAndShowsARefusalOfThemWithoutBlamingAService() throws Exception {
    Timeouts shorter = new Timeouts(60, 0, 30);
    reconciler.want(new Wanted(BOTH.services(), BOTH.placements(), shorter));
    reconciler.start();
    await(outcome -> outcome.rules().timeouts().equals(new Timeouts(60, 120, 30)));
    dataplane.refuseAll(change -> change instanceof Change.SetTimeouts);
    dataplane.behindItsBack(new Change.SetTimeouts(new Timeouts(900, 0, 0)));
    Outcome refused = await(outcome -> !outcome.otherFaults().isEmpty());
    assertThat(refused.faults()).isEmpty();
    assertThat(refused.otherFaults())
        .containsExactly("set timeouts tcp 60 s, udp 30 s: ENOENT: no such scheduler");
    dataplane.refuse(null);
    await(outcome -> outcome.rules().timeouts().tcp() == 60 && outcome.otherFaults().isEmpty());
  }

  @Test
  void aRefusedServiceHidesNoDriftOfAnother() throws Exception {
    ServiceKey other = new ServiceKey.Address(Protocol.TCP, endpoint("172.16.1.112:80"));
    VirtualService mail = Fixtures.service("mail", other, RS1);
    dataplane.refuse(other);
    reconciler.want(new Wanted(List.of(web(RS1, RS2), mail), BOTH.placements(), Timeouts.UNSET));
    reconciler.start();
    await(outcome -> outcome.faults().containsKey(other) && outcome.passes() > 2);
    dataplane.behindItsBack(new Change.DeleteService(WEB));
    await(outcome -> events.stream().anyMatch(event -> event.startsWith("drift-repaired")));
    assertThat(events)
        .filteredOn(event -> event.startsWith("drift-repaired"))
        .allMatch(event -> event.contains(WEB.toString()))
        .noneMatch(event -> event.contains(other.toString()));
  }

  @Test
  void aRefusedDeletionIsTriedAgain() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    dataplane.refuse(WEB);
    reconciler.want(new Wanted(List.of(), Map.of(), Timeouts.UNSET));
    await(outcome -> outcome.faults().containsKey(WEB) && outcome.passes() > 3);
    dataplane.refuse(null);
    await(outcome -> outcome.rules().services().isEmpty());
  }

  @Test
  void aSilentDataPlaneIsReportedOnceAndTheLoopLivesOn() throws Exception {
    dataplane.silence("no answer");
    reconciler.start();
    assertThat(await(outcome -> outcome.passes() > 3).answered()).isFalse();
    dataplane.silence("");
    await(ReconcilerTest::whole);
    assertThat(events)
        .containsExactly(
            "dataplane-failed dataplane: no answer", "dataplane-ok dataplane: answers again");
  }

  @Test
  void leavesTheRulesWhenItStopsUnlessToldOtherwise() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    reconciler.close();
    assertThat(dataplane.read().services()).containsKey(WEB);
  }

  @Test
  void removesItsServicesWhenToldSo() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    reconciler.closeAndRemove();
    assertThat(dataplane.read().services()).isEmpty();
  }

  @Test
  void followsWhatIsWantedAtOnce() throws Exception {
    reconciler.start();
    await(ReconcilerTest::whole);
    reconciler.want(wanted(web(RS1, RS2), SERVE, new Placement.Quiesce()));
    Outcome outcome =
        await(after -> after.rules().services().get(WEB).destinations().contains(route(RS2, 0)));
    assertThat(outcome.rules().services().get(WEB).destinations()).contains(route(RS1, 1));
  }
}
