package org.lvsdirector.web;

import java.time.Instant;
import java.util.List;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight.MemberSight;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.traffic.Load;

/**
 * A member of the cluster as the API lists it. What only the member itself knows is null or empty
 * where it does not answer.
 *
 * @param node its name; its address where that is all that is known
 * @param self whether it is the node that answers
 * @param present whether it is in the cluster now
 * @param address of cluster traffic
 * @param url of its API, as others reach it
 * @param answer why it did not tell of itself; empty when it did
 * @param traffic of the services that it is in charge of
 */
record MemberView(
    String node,
    boolean self,
    boolean present,
    boolean coordinator,
    String role,
    String address,
    String url,
    String answer,
    String version,
    Instant startedAt,
    String dataplane,
    String configHash,
    boolean ready,
    List<String> faults,
    List<Brief.GroupBrief> groups,
    SyncStatus sync,
    Load traffic,
    ProcessUse process) {

  static MemberView of(MemberSight member, boolean self, boolean coordinator, Self told) {
    Brief brief = told.brief();
    return new MemberView(
        member.node(),
        self,
        true,
        coordinator,
        brief.role(),
        member.address(),
        told.url(),
        "",
        brief.version(),
        brief.startedAt(),
        brief.dataplane(),
        brief.configHash(),
        brief.ready(),
        brief.faults(),
        brief.groups(),
        brief.sync(),
        brief.traffic(),
        told.process());
  }

  static MemberView silent(MemberSight member, boolean coordinator, String why) {
    String role = member.witness() ? "witness" : "director";
    return unknown(member.node(), true, coordinator, role, member.address(), why);
  }

  static MemberView absent(String address) {
    return unknown(address, false, false, "", address, "is not in the cluster now");
  }

  private static MemberView unknown(
      String node, boolean present, boolean coordinator, String role, String address, String why) {
    return new MemberView(
        node,
        false,
        present,
        coordinator,
        role,
        address,
        "",
        why,
        "",
        null,
        "",
        "",
        false,
        List.of(),
        List.of(),
        null,
        null,
        null);
  }
}
