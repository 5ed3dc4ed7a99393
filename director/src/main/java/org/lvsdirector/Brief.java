package org.lvsdirector;

import java.time.Instant;
import java.util.List;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.traffic.Load;

/**
 * A node in brief, for the other nodes and for whoever looks at all of them.
 *
 * @param role director or witness
 * @param configHash of the configuration in force
 * @param ready whether it is a member, its data plane answers and every check ran once
 * @param faults what is wrong now, in sentences
 * @param traffic of the services that it is in charge of
 * @param changes to the rules that were sent to the data plane since the start
 */
public record Brief(
    String node,
    String role,
    String version,
    Instant startedAt,
    String dataplane,
    String configHash,
    boolean ready,
    List<String> faults,
    List<GroupBrief> groups,
    SyncStatus sync,
    Load traffic,
    long changes) {
  /** Copies the lists. */
  public Brief {
    faults = List.copyOf(faults);
    groups = List.copyOf(groups);
  }

  /**
   * What the node says of a VIP group.
   *
   * @param able whether it could hold the addresses
   * @param reason why it could not; empty when able
   * @param connections of the group's services that its data plane knows of; null where it does not
   *     count them
   * @param coverage 0–1: the share of the group's connections that it has
   * @param leaseMillis how long an address stays that nobody renews
   * @param leaseLeftMillis how much of it is left; null where the node does not hold the addresses
   */
  public record GroupBrief(
      String name,
      boolean able,
      String reason,
      boolean holding,
      int priority,
      boolean preempt,
      int healthyServers,
      Long connections,
      double coverage,
      long leaseMillis,
      Long leaseLeftMillis) {}
}
