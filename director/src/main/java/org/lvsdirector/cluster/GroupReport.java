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
 */
public record GroupReport(
    int priority,
    boolean preempt,
    boolean able,
    String reason,
    int healthyServers,
    Optional<String> mac,
    OptionalLong connections) {
  /** A report of a node that does not count connections. */
  public GroupReport(
      int priority,
      boolean preempt,
      boolean able,
      String reason,
      int healthyServers,
      Optional<String> mac) {
    this(priority, preempt, able, reason, healthyServers, mac, OptionalLong.empty());
  }
}
