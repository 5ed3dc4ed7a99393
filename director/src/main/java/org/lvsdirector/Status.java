package org.lvsdirector;

import java.time.Instant;
import java.util.List;
import org.lvsdirector.sync.SyncStatus;

/**
 * What a node knows at one moment; an immutable value for the API, the command line and tests.
 *
 * @param configHash of the configuration in force
 * @param ready whether the node is a member, its data plane answers and every check ran once
 * @param changes to the rules that were sent to the data plane since the start
 * @param snat ports that FullNAT has in use, as of the last count
 * @param sync how the directors' connection tables are kept alike
 * @param faults what is wrong now, in sentences
 */
public record Status(
    String node,
    String version,
    Instant startedAt,
    Instant time,
    String dataplane,
    String configHash,
    boolean ready,
    long changes,
    ClusterStatus cluster,
    List<GroupStatus> groups,
    List<ServiceStatus> services,
    List<SnatUse> snat,
    SyncStatus sync,
    List<String> faults) {
  /** Copies the lists. */
  public Status {
    groups = List.copyOf(groups);
    services = List.copyOf(services);
    snat = List.copyOf(snat);
    faults = List.copyOf(faults);
  }

  /**
   * The cluster as this node sees it.
   *
   * @param coordinator the member that decides who is master; empty while not connected
   * @param epoch the newest mandate seen
   */
  public record ClusterStatus(
      String name,
      String coordinator,
      long epoch,
      int configuredMembers,
      List<MemberStatus> members) {
    /** Copies the list. */
    public ClusterStatus {
      members = List.copyOf(members);
    }
  }

  /** A member of the present view. */
  public record MemberStatus(String node, String address, String role) {}

  /**
   * A VIP group.
   *
   * @param master empty while nobody is
   * @param holding whether this node holds the addresses
   * @param able whether this node could
   * @param reason why it could not; empty when able
   */
  public record GroupStatus(
      String name,
      String interfaceName,
      List<String> vips,
      String master,
      long epoch,
      Instant since,
      boolean holding,
      boolean able,
      String reason) {}

  /**
   * A virtual service.
   *
   * @param fault what the data plane refused; empty when all is applied
   */
  public record ServiceStatus(
      String name,
      String key,
      String scheduler,
      String forward,
      String fault,
      boolean sorry,
      long connections,
      long inBytes,
      long outBytes,
      List<ServerStatus> servers) {
    /** Copies the list. */
    public ServiceStatus {
      servers = List.copyOf(servers);
    }
  }

  /**
   * A real server of a service.
   *
   * @param weight the one in force; 0 while down or drained
   * @param configuredWeight the one it has when well
   * @param state what the operator wants: up, drain or down
   * @param health unknown, up, down, or unchecked
   * @param since when the health last changed
   */
  public record ServerStatus(
      String address,
      int weight,
      int configuredWeight,
      String state,
      String health,
      Instant since,
      String lastCheck,
      long active,
      long inactive,
      long connections) {}

  /**
   * Ports of a SNAT address that are taken towards one server.
   *
   * @param capacity how many there are
   */
  public record SnatUse(String address, String protocol, String server, int used, int capacity) {}
}
