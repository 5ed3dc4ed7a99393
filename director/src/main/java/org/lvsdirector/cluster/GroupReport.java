package org.lvsdirector.cluster;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a node says of itself about one VIP group.
 *
 * @param priority 1–255; among able nodes the highest becomes master
 * @param preempt whether this node takes mastership from a living master of lower priority
 * @param able whether it could hold the group now
 * @param reason why it could not, in a sentence; empty when able
 * @param healthyServers how many real servers of the group's services it sees healthy
 * @param mac the Ethernet address of its interface, e.g. {@code 02:00:00:00:00:86}; empty where it
 *     has none
 * @param connections to the group's services that its data plane knows of; empty where it does not
 *     count them
 * @param coverage 0–1: the share of the group's connections that it has; 0 while it does not know
 */
public record GroupReport(
    int priority,
    boolean preempt,
    boolean able,
    String reason,
    int healthyServers,
    Optional<String> mac,
    OptionalLong connections,
    double coverage) {
  /** From here on a node counts as warm: what it lacks is not worth waiting for. */
  public static final double WARM = 0.999;

  /** Below it a node counts as a stranger to the connections: most would break if it took over. */
  public static final double STRANGE = 0.5;

  /** A node that does not count connections, and has all. */
  public GroupReport(
      int priority,
      boolean preempt,
      boolean able,
      String reason,
      int healthyServers,
      Optional<String> mac) {
    this(priority, preempt, able, reason, healthyServers, mac, OptionalLong.empty(), 1);
  }
}
