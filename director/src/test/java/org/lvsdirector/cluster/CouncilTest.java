package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Epoch;

/** What becomes of a group whose holder vanishes, by what the other has of its connections. */
class CouncilTest {
  private static final long LOST = Duration.ofMinutes(1).toNanos();

  private final Council council =
      new Council("d2", Role.DIRECTOR, 2, Quorum.NONE, Duration.ofMillis(150));

  @Test
  void whoHasTheConnectionsFollowsAtOnce() {
    vanishes(1, false);
    assertThat(council.hesitant(LOST)).isEmpty();
    assertThat(council.holds(LOST)).containsEntry("web", new Epoch(4));
  }

  @Test
  void whoLacksThemGivesTheOtherTimeToBeSeenAgain() {
    vanishes(0, false);
    assertThat(council.hesitant(LOST)).containsExactly("web");
    assertThat(council.holds(LOST)).isEmpty();
    assertThat(council.next(LOST)).hasValueSatisfying(wait -> assertThat(wait).isPositive());
    long end = LOST + Council.REUNION.toNanos();
    council.decide(end);
    assertThat(council.holds(end)).containsEntry("web", new Epoch(4));
  }

  @Test
  void ofOneWhoSaidThatItLeavesNothingIsAwaited() {
    vanishes(0, true);
    assertThat(council.holds(LOST)).containsEntry("web", new Epoch(4));
  }

  @Test
  void seenAgainItGoesOn() {
    vanishes(0, false);
    long again = LOST + Duration.ofSeconds(1).toNanos();
    council.view(view("d2", "d1"), again);
    council.report(report("d1", 3, false), again);
    council.decide(again);
    long late = LOST + Duration.ofMinutes(1).toNanos();
    council.decide(late);
    assertThat(council.mandates().holder("web")).contains("d1");
    assertThat(council.holds(late)).isEmpty();
  }

  @Test
  void aNewcomerThatCoordinatesWaitsForWhatTheOtherSays() {
    Council newcomer = new Council("d1", Role.DIRECTOR, 2, Quorum.NONE, Duration.ofMillis(150));
    newcomer.join(0, 0);
    newcomer.local(new NodeReport.Local(Map.of("web", Scene.covering(0)), Map.of()));
    newcomer.view(view("d1", "d2"), LOST);
    long late = LOST + Duration.ofSeconds(3).toNanos();
    newcomer.decide(late);
    assertThat(newcomer.holds(late)).isEmpty();
    newcomer.report(report("d2", 17, false), late);
    newcomer.decide(late);
    assertThat(newcomer.mandates().holder("web")).contains("d2");
    assertThat(newcomer.holds(late)).isEmpty();
  }

  private void vanishes(double coverage, boolean leaving) {
    council.join(0, 0);
    council.local(new NodeReport.Local(Map.of("web", Scene.covering(coverage)), Map.of()));
    council.view(view("d1", "d2"), 1);
    council.report(report("d1", 3, leaving), 2);
    council.decision("d1", Scene.mandates(Scene.mandate(3, "web", "d1")), 3);
    council.view(view("d2"), LOST);
    council.decide(LOST);
  }

  private static NodeReport report(String holder, long epoch, boolean leaving) {
    return new NodeReport(
        holder,
        Role.DIRECTOR,
        Map.of("web", Scene.able(100)),
        Scene.mandates(Scene.mandate(epoch, "web", holder)),
        Map.of("web", new Epoch(epoch)),
        leaving,
        0);
  }

  private static ClusterView view(String... nodes) {
    List<Member> members =
        Arrays.stream(nodes)
            .map(
                node ->
                    new Member(
                        node,
                        new Endpoint(
                            InetAddress.getLoopbackAddress(),
                            7000 + Integer.parseInt(node.substring(1))),
                        node + "/1"))
            .toList();
    return new ClusterView(nodes.length, members, false, Map.of(), Map.of(), Instant.EPOCH);
  }
}
