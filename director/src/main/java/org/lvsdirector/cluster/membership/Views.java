package org.lvsdirector.cluster.membership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.lvsdirector.model.EventSink;

/** Turns the views of one channel into ours: by node name, each node once. */
final class Views {
  private final String node;
  private final Hearing hearing;
  private final EventSink sink;
  private List<Address> previous = List.of();

  Views(String node, Hearing hearing, EventSink sink) {
    this.node = node;
    this.hearing = hearing;
    this.sink = sink;
  }

  /** The next view; without members if this node is not properly in it. */
  synchronized ClusterView next(View view, Address self) {
    Map<String, Long> silences = new HashMap<>();
    for (Address gone : previous) {
      if (!view.containsMember(gone)) {
        Names.node(gone).ifPresent(name -> silences.put(name, hearing.silence(gone).orElse(0)));
      }
    }
    previous = List.copyOf(view.getMembers());
    hearing.retain(previous);
    List<Member> members = members(view);
    boolean inside = Names.member(self).filter(members::contains).isPresent();
    return new ClusterView(
        view.getViewId().getId(),
        inside ? members : List.of(),
        view instanceof MergeView,
        sides(view),
        silences,
        Instant.now());
  }

  private List<Member> members(View view) {
    List<Member> members = new ArrayList<>();
    for (Address address : view.getMembers()) {
      Names.member(address).ifPresent(member -> add(members, member));
    }
    return members;
  }

  /**
   * A node that was restarted may be listed twice until its death is noticed: the later counts,
   * since the first cannot live at the same address and port. From elsewhere it is a mistake.
   */
  private void add(List<Member> members, Member next) {
    for (Member member : List.copyOf(members)) {
      if (member.node().equals(next.node())) {
        if (!member.endpoint().equals(next.endpoint())) {
          sink.emit(
              "cluster-conflict",
              node,
              "two members are named %s: %s and %s; the second takes no part until it gets a node name of its own"
                  .formatted(member.node(), member.endpoint(), next.endpoint()));
          return;
        }
        members.remove(member);
      }
    }
    members.add(next);
  }

  private static Map<String, Integer> sides(View view) {
    Map<String, Integer> sides = new HashMap<>();
    if (view instanceof MergeView merge) {
      for (View side : merge.getSubgroups()) {
        for (Address address : side.getMembers()) {
          Names.node(address).ifPresent(name -> sides.put(name, side.size()));
        }
      }
    }
    return sides;
  }
}
