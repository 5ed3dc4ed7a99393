package org.lvsdirector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.reconcile.Fixtures.RS1;
import static org.lvsdirector.reconcile.Fixtures.RS2;
import static org.lvsdirector.reconcile.Fixtures.SORRY;
import static org.lvsdirector.reconcile.Fixtures.WEB;
import static org.lvsdirector.reconcile.Fixtures.endpoint;
import static org.lvsdirector.reconcile.Fixtures.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.testing.MemoryDataplane;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;

class PlannerTest {
  private static final Service RR = new Service(WEB, "rr", 0, 0, 32);
  private static final ServiceKey FOREIGN =
      new ServiceKey.Address(Protocol.UDP, endpoint("172.16.1.112:53"));

  private static Rules web(Service service, Destination... destinations) {
    return new Rules(Map.of(WEB, new Rules.Entry(service, List.of(destinations))));
  }

  @Test
  void nothingToDoWhenAllMatches() {
    assertThat(
            Planner.plan(
                web(RR, route(RS1, 1), route(RS2, 1)),
                web(RR, route(RS2, 1), route(RS1, 1)),
                Set.of()))
        .isEmpty();
  }

  @Test
  void aDestinationThatTheKernelCallsLocalMatches() {
    assertThat(
            Planner.plan(
                web(RR, route(RS1, 1)),
                web(RR, new Destination(RS1, Method.LOCAL, 1, 0, 0)),
                Set.of()))
        .isEmpty();
  }

  @Test
  void aTunnelIsPartOfADestinationThatTunnelsAndOfNoOther() {
    Tunnel gre = new Tunnel(Tunnel.Type.GRE, 0, Tunnel.Checksum.CSUM);
    Destination wrapped = new Destination(RS1, Method.TUNNEL, 1, 0, 0, gre);
    assertThat(
            Planner.plan(
                web(RR, wrapped), web(RR, new Destination(RS1, Method.TUNNEL, 1, 0, 0)), Set.of()))
        .containsExactly(new Change.SetDestination(WEB, wrapped));
    assertThat(
            Planner.plan(
                web(RR, route(RS1, 1)),
                web(RR, new Destination(RS1, Method.ROUTE, 1, 0, 0, gre)),
                Set.of()))
        .isEmpty();
  }

  @Test
  void onlyTimeoutsThatAreSetAreEverChanged() {
    Rules kernel = new Rules(Map.of(), new Timeouts(900, 120, 300));
    assertThat(Planner.plan(Rules.NONE, kernel, Set.of())).isEmpty();
    assertThat(Planner.plan(new Rules(Map.of(), new Timeouts(900, 0, 300)), kernel, Set.of()))
        .isEmpty();
    Timeouts shorter = new Timeouts(0, 60, 0);
    assertThat(Planner.plan(new Rules(Map.of(), shorter), kernel, Set.of()))
        .containsExactly(new Change.SetTimeouts(shorter));
  }

  @Test
  void newServiceComesWithItsDestinationsInOrder() {
    assertThat(Planner.plan(web(RR, route(RS1, 1), route(RS2, 2)), Rules.NONE, Set.of()))
        .containsExactly(
            new Change.AddService(RR),
            new Change.AddDestination(WEB, route(RS1, 1)),
            new Change.AddDestination(WEB, route(RS2, 2)));
  }

  @Test
  void onlyTheDifferenceAndAdditionsBeforeRemovals() {
    Service wrr = new Service(WEB, "wrr", 0, 0, 32);
    assertThat(
            Planner.plan(
                web(wrr, route(RS1, 2), route(SORRY, 1)),
                web(RR, route(RS1, 1), route(RS2, 1)),
                Set.of(WEB)))
        .containsExactly(
            new Change.SetService(wrr),
            new Change.SetDestination(WEB, route(RS1, 2)),
            new Change.AddDestination(WEB, route(SORRY, 1)),
            new Change.DeleteDestination(WEB, RS2));
  }

  @Test
  void onlyOurOwnServicesAreEverDeleted() {
    Map<ServiceKey, Rules.Entry> present = new HashMap<>();
    present.put(WEB, new Rules.Entry(RR, List.of()));
    present.put(FOREIGN, new Rules.Entry(new Service(FOREIGN, "rr", 0, 0, 32), List.of()));
    assertThat(Planner.plan(Rules.NONE, new Rules(present), Set.of(WEB)))
        .containsExactly(new Change.DeleteService(WEB));
    assertThat(Planner.plan(Rules.NONE, new Rules(present), Set.of())).isEmpty();
  }

  @Test
  void applyingThePlanLeadsFromAnywhereToWhatIsWanted() throws Exception {
    Random random = new Random(20260101);
    for (int round = 0; round < 500; round++) {
      Rules from = random(random);
      Rules to = random(random);
      MemoryDataplane dataplane = new MemoryDataplane();
      dataplane.apply(Planner.plan(from, Rules.NONE, Set.of()));
      dataplane.apply(Planner.plan(to, dataplane.read(), from.services().keySet()));
      assertThat(sorted(dataplane.read())).as("round %d", round).isEqualTo(sorted(to));
    }
  }

  private static Rules random(Random random) {
    Map<ServiceKey, Rules.Entry> services = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      if (random.nextBoolean()) {
        ServiceKey key =
            new ServiceKey.Address(Protocol.TCP, endpoint("10.0.0." + (i + 1) + ":80"));
        Map<Endpoint, Destination> destinations = new TreeMap<>();
        for (int j = random.nextInt(5); j > 0; j--) {
          Endpoint server = endpoint("10.1.0." + (1 + random.nextInt(6)) + ":80");
          destinations.put(server, route(server, random.nextInt(3)));
        }
        String scheduler = random.nextBoolean() ? "rr" : "wlc";
        services.put(
            key,
            new Rules.Entry(
                new Service(key, scheduler, 0, 0, 32), List.copyOf(destinations.values())));
      }
    }
    return new Rules(services);
  }

  private static Map<String, List<String>> sorted(Rules rules) {
    Map<String, List<String>> text = new TreeMap<>();
    rules
        .services()
        .forEach(
            (key, entry) ->
                text.put(
                    entry.service().toString(),
                    entry.destinations().stream().map(Destination::toString).sorted().toList()));
    return text;
  }
}
