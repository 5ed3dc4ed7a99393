package org.lvsdirector.cluster.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in the cluster.
 *
 * @param id grows from view to view
 * @param members the coordinator first; empty while this node is in no cluster
 * @param merged whether parts that were split have come together
 * @param sides after a merge, by node: how many members its part had
 * @param silences of those who are gone since the last view: milliseconds since they were last
 *     heard
 * @param since when this node saw the view
 */
public record ClusterView(
    long id,
    List<Member> members,
    boolean merged,
    Map<String, Integer> sides,
    Map<String, Long> silences,
    Instant since) {
  /** In no cluster. */
  public static final ClusterView NONE =
      new ClusterView(-1, List.of(), false, Map.of(), Map.of(), Instant.EPOCH);

  /** Copies the collections. */
  public ClusterView {
    members = List.copyOf(members);
    sides = Map.copyOf(sides);
    silences = Map.copyOf(silences);
  }

  /** The members' names, the coordinator's first. */
  public List<String> nodes() {
    return members.stream().map(Member::node).toList();
  }

  /** The member that decides. */
  public Optional<String> coordinator() {
    return members.stream().findFirst().map(Member::node);
  }

  /** A member by name. */
  public Optional<Member> member(String node) {
    return members.stream().filter(member -> member.node().equals(node)).findFirst();
  }
}
