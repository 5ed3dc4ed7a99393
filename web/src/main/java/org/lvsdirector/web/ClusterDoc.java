package org.lvsdirector.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lvsdirector.Brief.GroupBrief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ClusterSight.Candidate;
import org.lvsdirector.ClusterSight.GroupSight;
import org.lvsdirector.ClusterSight.QuorumSight;
import org.lvsdirector.traffic.Load;
import org.lvsdirector.traffic.Series;

/**
 * The cluster in brief: everything but services and servers.
 *
 * @param node who answers
 * @param services how many there are, in each state and in total
 * @param servers likewise
 * @param traffic of all services, each counted by the node in charge
 * @param changes how many differences there are to the configuration file
 * @param differs where members' configurations differ, in sentences
 */
record ClusterDoc(
    String node,
    Instant time,
    String name,
    String coordinator,
    long epoch,
    QuorumSight quorum,
    List<MemberView> nodes,
    List<GroupDoc> groups,
    Map<String, Integer> services,
    Map<String, Integer> servers,
    Load traffic,
    Series series,
    int changes,
    List<String> differs,
    List<FaultDoc> faults) {
  /** What is wrong on a node, in a sentence. */
  record FaultDoc(String node, String text) {}

  /**
   * A VIP group.
   *
   * @param leaseLeftMillis how much is left of the lease; null where the master does not tell
   */
  record GroupDoc(
      String name,
      String interfaceName,
      List<String> vips,
      String master,
      Instant since,
      long epoch,
      String why,
      long leaseMillis,
      Long leaseLeftMillis,
      List<Candidate> candidates) {
    static GroupDoc of(GroupSight sight, List<MemberView> members) {
      Long left =
          members.stream()
              .filter(member -> member.node().equals(sight.master()))
              .flatMap(member -> member.groups().stream())
              .filter(group -> group.name().equals(sight.name()))
              .map(GroupBrief::leaseLeftMillis)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      return new GroupDoc(
          sight.name(),
          sight.interfaceName(),
          sight.vips(),
          sight.master(),
          sight.since(),
          sight.epoch(),
          sight.why(),
          sight.leaseMillis(),
          left,
          sight.candidates());
    }
  }

  static ClusterDoc of(ClusterSight sight, Instant time, Members.Seen seen, RowCounts counts) {
    List<FaultDoc> faults = new ArrayList<>();
    Load traffic = Load.NONE;
    for (MemberView member : seen.members()) {
      member.faults().forEach(text -> faults.add(new FaultDoc(member.node(), text)));
      traffic = member.traffic() == null ? traffic : traffic.plus(member.traffic());
    }
    return new ClusterDoc(
        sight.node(),
        time,
        sight.name(),
        sight.coordinator(),
        sight.epoch(),
        sight.quorum(),
        seen.members(),
        sight.groups().stream().map(group -> GroupDoc.of(group, seen.members())).toList(),
        counts.services(),
        counts.servers(),
        traffic,
        seen.series(),
        counts.changes(),
        differs(seen.members()),
        faults);
  }

  /** In a sentence, if it is so, that the members were given different configurations. */
  private static List<String> differs(List<MemberView> members) {
    SortedMap<String, List<String>> byHash = new TreeMap<>();
    members.stream()
        .filter(member -> !member.configHash().isEmpty())
        .forEach(
            member ->
                byHash
                    .computeIfAbsent(member.configHash(), hash -> new ArrayList<>())
                    .add(member.node()));
    if (byHash.size() < 2) {
      return List.of();
    }
    return List.of(
        byHash.entrySet().stream()
            .map(has -> "%s %.8s".formatted(String.join(", ", has.getValue()), has.getKey()))
            .collect(Collectors.joining("; ", "Configuration files differ, by SHA-256: ", "")));
  }
}
