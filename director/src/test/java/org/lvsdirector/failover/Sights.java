package org.lvsdirector.failover;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Epoch;

/** Moments of a cluster, for tests. */
final class Sights {
  private Sights() {}

  static Sight of(Mandates mandates, String... nodes) {
    return of(mandates, Map.of(), nodes);
  }

  static Sight of(Mandates mandates, Map<String, Long> silences, String... nodes) {
    Map<String, NodeReport> reports = new HashMap<>();
    Stream.of(nodes).forEach(node -> reports.put(node, report(node, false, "", 3, 512)));
    List<Member> members =
        Stream.of(nodes)
            .map(node -> new Member(node, new Endpoint(InetAddress.getLoopbackAddress(), 7800), ""))
            .toList();
    ClusterView view = new ClusterView(1, members, false, Map.of(), silences, Instant.EPOCH);
    return new Sight(view, reports, mandates);
  }

  static Sight with(Sight sight, NodeReport report) {
    Map<String, NodeReport> reports = new HashMap<>(sight.reports());
    reports.put(report.node(), report);
    return new Sight(sight.view(), reports, sight.mandates());
  }

  static NodeReport report(
      String node, boolean leaving, String obstacle, int healthy, long connections) {
    GroupReport group =
        new GroupReport(
            100,
            false,
            obstacle.isEmpty(),
            obstacle,
            healthy,
            Optional.empty(),
            OptionalLong.of(connections),
            1);
    return new NodeReport(
        node, Role.DIRECTOR, Map.of("web", group), Mandates.NONE, Map.of(), leaving, 0);
  }

  /** A mandate for the group web; a node that is empty stands for nobody. */
  static Mandates web(int epoch, String holder, String from, boolean manual) {
    return Mandates.NONE.with(
        new Mandate(new Epoch(epoch), "web", named(holder), named(from), manual));
  }

  static Mandates web(int epoch, String holder) {
    return web(epoch, holder, "", false);
  }

  private static Optional<String> named(String node) {
    return Optional.of(node).filter(name -> !name.isEmpty());
  }
}
