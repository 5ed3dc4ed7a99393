package org.lvsdirector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;

/**
 * The cluster as a node sees it.
 *
 * @param node who sees it so
 * @param coordinator the member that decides who is master; empty while there is none
 * @param epoch the newest mandate seen
 * @param absent addresses of configured members that are not in the cluster now
 */
public record ClusterSight(
    String node,
    String name,
    String coordinator,
    long epoch,
    QuorumSight quorum,
    List<MemberSight> members,
    List<String> absent,
    List<GroupSight> groups) {
  /** Copies the lists. */
  public ClusterSight {
    members = List.copyOf(members);
    absent = List.copyOf(absent);
    groups = List.copyOf(groups);
  }

  /**
   * Whether there are enough members.
   *
   * @param rule none or majority
   * @param present how many are in the view
   * @param needed how many there have to be
   */
  public record QuorumSight(String rule, int present, int configured, int needed, boolean ok) {}

  /** A member that is there. */
  public record MemberSight(String node, String address, boolean witness) {}

  /**
   * A VIP group.
   *
   * @param master empty while nobody is
   * @param since when it became that, as far as this node has seen
   * @param why it is master, in a sentence
   * @param leaseMillis how long an address stays that nobody renews
   * @param candidates the members that are not master
   */
  public record GroupSight(
      String name,
      String interfaceName,
      List<String> vips,
      String master,
      Instant since,
      long epoch,
      String why,
      long leaseMillis,
      List<Candidate> candidates) {
    /** Copies the lists. */
    public GroupSight {
      vips = List.copyOf(vips);
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A member that a group could move to.
   *
   * @param able whether it could hold the addresses
   * @param coverage 0–1: the share of the group's connections that it has
   * @param warm whether that is enough for a hand-over without force
   */
  public record Candidate(
      String node, boolean able, String reason, double coverage, boolean warm, int priority) {}

  static ClusterSight of(Config config, Picture picture, Map<String, String> whys) {
    List<Member> members = picture.view().members();
    int configured = Math.max(1, config.cluster().members().size());
    boolean majority = config.cluster().quorum() == Quorum.MAJORITY;
    int needed = majority ? configured / 2 + 1 : 1;
    List<String> absent =
        new ArrayList<>(config.cluster().members().stream().map(Object::toString).toList());
    members.forEach(member -> absent.remove(member.endpoint().toString()));
    return new ClusterSight(
        config.node(),
        config.cluster().name(),
        picture.view().coordinator().orElse(""),
        picture.mandates().highest().value(),
        new QuorumSight(
            majority ? "majority" : "none",
            members.size(),
            configured,
            needed,
            members.size() >= needed),
        members.stream().map(member -> member(member, picture)).toList(),
        absent,
        config.vipGroups().stream().map(group -> group(group, picture, whys)).toList());
  }

  private static MemberSight member(Member member, Picture picture) {
    NodeReport report = picture.reports().get(member.node());
    return new MemberSight(
        member.node(),
        member.endpoint().toString(),
        report != null && report.role() == Role.WITNESS);
  }

  private static GroupSight group(VipGroup group, Picture picture, Map<String, String> whys) {
    String master = picture.mandates().holder(group.name()).orElse("");
    List<Candidate> candidates = new ArrayList<>();
    for (Member member : picture.view().members()) {
      Optional.ofNullable(picture.reports().get(member.node()))
          .map(report -> report.groups().get(group.name()))
          .filter(report -> !member.node().equals(master))
          .ifPresent(report -> candidates.add(candidate(member.node(), report)));
    }
    return new GroupSight(
        group.name(),
        group.interfaceName(),
        group.vips().stream().map(Vip::toString).toList(),
        master,
        picture.since().getOrDefault(group.name(), Instant.EPOCH),
        picture.mandates().of(group.name()).map(it -> it.epoch()).orElse(Epoch.NONE).value(),
        whys.getOrDefault(group.name(), ""),
        group.lease().toMillis(),
        candidates);
  }

  private static Candidate candidate(String node, GroupReport report) {
    return new Candidate(
        node,
        report.able(),
        report.reason(),
        report.coverage(),
        report.coverage() >= GroupReport.WARM,
        report.priority());
  }
}
