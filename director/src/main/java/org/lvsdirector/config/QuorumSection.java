package org.lvsdirector.config;

import java.util.List;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceQuorum;

/** Reads {@code quorum:} of a service. */
final class QuorumSection {
  private static final int MOST = Integer.MAX_VALUE;

  static final Key<Integer> WEIGHT =
      Key.required(
          "weight", Kinds.integer(1, MOST), "Sum of the living servers' weights that is needed.");
  static final Key<Integer> HYSTERESIS =
      Key.of(
          "hysteresis",
          Kinds.integer(0, MOST),
          "0",
          "The quorum is lost below weight minus this, and there again from weight plus this on.");
  static final Key<ServiceQuorum.OnLost> LOST =
      Key.of(
          "lost",
          Kinds.label(ServiceQuorum.OnLost.class, "a way to go on without"),
          "sorry",
          "What becomes of the service without its quorum. sorry: the sorry server gets all new"
              + " connections, or where there is none, the servers that live; withdraw: it is taken"
              + " out of the data plane, so that clients are refused; stand-down: this node can not"
              + " be master of its VIP group.");

  static final Section SECTION =
      new Section("services[].quorum", List.of(WEIGHT, HYSTERESIS, LOST));

  private QuorumSection() {}

  /** The quorum under a key; none where there is none. */
  static ServiceQuorum read(Mapping service, Key<Void> key, List<RealServer> pool) {
    return service
        .section(key, SECTION)
        .flatMap(m -> m.require(WEIGHT).map(weight -> read(m, weight, pool)))
        .orElse(ServiceQuorum.NONE);
  }

  private static ServiceQuorum read(Mapping m, int weight, List<RealServer> pool) {
    int hysteresis = m.get(HYSTERESIS);
    long whole = pool.stream().mapToLong(RealServer::weight).sum();
    if (hysteresis >= weight && m.sound(HYSTERESIS)) {
      m.spot(HYSTERESIS).fault(hysteresis + " must be less than the weight of " + weight);
    } else if ((long) weight + hysteresis > whole) {
      m.spot(WEIGHT)
          .fault(
              "all servers together weigh %d, so that %d is never reached"
                  .formatted(whole, (long) weight + hysteresis));
    }
    return new ServiceQuorum(weight, hysteresis, m.get(LOST));
  }
}
