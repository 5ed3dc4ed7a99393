package org.lvsdirector.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.config.Quorum;

/**
 * What a node knows when it decides.
 *
 * @param node the node that decides
 * @param members the members' names in the order of the view; the first is the coordinator
 * @param reports by the member's name; a member whose report has not arrived is missing
 * @param configured how many members the configuration names, 1 for a node without cluster
 * @param waiting whether members or reports that may matter are still to come: then nothing is
 *     decided except what cannot wait
 * @param guarded whether those who are gone may still hold: then nobody takes over from them
 * @param parted whether those who vanished may soon be seen again: until then nobody takes over
 *     from them who lacks most of the connections
 * @param merged whether this view joins parts that decided apart
 * @param sides after a merge, by member: how many members its part had
 * @param blind groups whose holder alone has seen no healthy server for a while
 */
public record ElectionView(
    String node,
    List<String> members,
    Map<String, NodeReport> reports,
    int configured,
    Quorum quorum,
    boolean waiting,
    boolean guarded,
    boolean parted,
    boolean merged,
    Map<String, Integer> sides,
    Set<String> blind) {
  /** Copies the collections. */
  public ElectionView {
    members = List.copyOf(members);
    reports = Map.copyOf(reports);
    sides = Map.copyOf(sides);
    blind = Set.copyOf(blind);
  }

  /** The same view with other blind groups. */
  public ElectionView withBlind(Set<String> groups) {
    return new ElectionView(
        node,
        members,
        reports,
        configured,
        quorum,
        waiting,
        guarded,
        parted,
        merged,
        sides,
        groups);
  }

  /** Whether the deciding node is the coordinator. */
  public boolean coordinates() {
    return !members.isEmpty() && members.get(0).equals(node);
  }

  /** Whether this part of the cluster may have masters. */
  public boolean hasQuorum() {
    return quorum == Quorum.NONE ? !members.isEmpty() : 2 * members.size() > configured;
  }
}
