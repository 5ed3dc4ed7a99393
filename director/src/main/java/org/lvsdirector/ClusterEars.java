package org.lvsdirector;

import java.util.Map;
import org.lvsdirector.cluster.Cluster;
import org.lvsdirector.cluster.DrainMark;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.model.Epoch;

/** Passes on what the cluster tells; all but bytes is on the node's context already. */
record ClusterEars(Director director, Changes changes) implements Cluster.Listener {
  @Override
  public void onHoldings(Map<String, Epoch> groups) {
    director.onCluster();
  }

  @Override
  public void onMandates(Mandates mandates) {
    director.onCluster();
  }

  @Override
  public void onView(ClusterView view) {
    director.onCluster();
  }

  @Override
  public void onReports(Map<String, NodeReport> reports) {
    director.onCluster();
  }

  @Override
  public void onOverrides(Overrides overrides) {
    changes.take(overrides);
  }

  @Override
  public void onLetter(String sender, Letter letter) {
    director.onLetter(sender, letter);
  }

  @Override
  public Map<Overrides.Target, DrainMark> drains() {
    return director.drains().marks(System.nanoTime());
  }

  @Override
  public void onDrains(Map<Overrides.Target, DrainMark> drains) {
    director.drains().heard(drains, System.nanoTime());
  }

  @Override
  public void onBytes(String sender, byte[] bytes) {
    director.sync().receive(sender, bytes);
  }
}
