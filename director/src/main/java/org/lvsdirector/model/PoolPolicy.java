package org.lvsdirector.model;

import java.time.Duration;

/**
 * How a service's servers share its traffic as some of them go and come back.
 *
 * @param slowStart how long a server that comes back takes to its full weight; zero = none
 * @param levelServers a level is used while those above it have fewer servers able to serve; at
 *     least 1
 * @param panic percent: with a smaller share of servers alive, checks are not believed and all
 *     servers serve; 0 = never
 * @param maxEject percent: at most this share of the servers is out because of checks; 100 = all
 * @param quorum what must be alive
 */
public record PoolPolicy(
    Duration slowStart, int levelServers, int panic, int maxEject, ServiceQuorum quorum) {
  /** Every server by its own health. */
  public static final PoolPolicy USUAL =
      new PoolPolicy(Duration.ZERO, 1, 0, 100, ServiceQuorum.NONE);
}
