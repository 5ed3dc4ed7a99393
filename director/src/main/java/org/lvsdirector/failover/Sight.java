package org.lvsdirector.failover;

import java.util.Map;
import java.util.Optional;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.membership.ClusterView;

/**
 * The cluster as a node sees it at one moment.
 *
 * @param reports by the member's name: what it last said of itself
 */
public record Sight(ClusterView view, Map<String, NodeReport> reports, Mandates mandates) {
  /** Copies the map. */
  public Sight {
    reports = Map.copyOf(reports);
  }

  Optional<NodeReport> report(String node) {
    return Optional.ofNullable(reports.get(node));
  }

  Optional<GroupReport> report(String node, String group) {
    return report(node).map(said -> said.groups().get(group));
  }
}
