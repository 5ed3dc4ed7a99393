package org.lvsdirector.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.model.EventSink;

/** Tells transitions of membership and mastership, each once, with cause and numbers. */
final class Narrator {
  private final EventSink sink;
  private final int configured;
  private final Map<String, String> departures = new HashMap<>();

  Narrator(EventSink sink, int configured) {
    this.sink = sink;
    this.configured = configured;
  }

  void view(ClusterView before, ClusterView after, Set<String> leaving) {
    Set<String> gone = new HashSet<>(before.nodes());
    gone.removeAll(after.nodes());
    Set<String> come = new HashSet<>(after.nodes());
    come.removeAll(before.nodes());
    String state =
        "%d of %d members, coordinator %s"
            .formatted(after.members().size(), configured, after.coordinator().orElse("none"));
    departures.keySet().removeAll(after.nodes());
    for (String node : gone) {
      String cause =
          leaving.contains(node)
              ? "left"
              : "silent for " + after.silences().getOrDefault(node, 0L) + " ms";
      departures.put(node, cause);
      sink.emit("member-left", node, node + " is gone, " + cause + ": " + state);
    }
    for (String node : come) {
      sink.emit(
          "member-joined",
          node,
          node + (after.merged() ? " is back after a split: " : " joined: ") + state);
    }
  }

  void hesitates(String group, Optional<String> holder) {
    sink.emit(
        "master",
        group,
        "%s is not taken over yet: nobody here has most of its connections; %d s are given %s to be seen again"
            .formatted(group, Council.REUNION.toSeconds(), holder.orElse("its holder")));
  }

  void mandates(Mandates before, Mandates after) {
    for (Mandate mandate : after.groups().values()) {
      Optional<Mandate> old = before.of(mandate.group());
      boolean sameHolder = old.map(Mandate::holder).equals(Optional.of(mandate.holder()));
      if (!sameHolder) {
        sink.emit("master", mandate.group(), text(mandate, old.flatMap(Mandate::holder)));
      }
    }
  }

  private String text(Mandate mandate, Optional<String> previous) {
    String was =
        previous
            .map(node -> ", was " + node)
            .orElse(mandate.holder().isPresent() ? ", was nobody" : "");
    String cause = previous.map(departures::get).map(departure -> ", " + departure).orElse("");
    String how =
        mandate.manual()
            ? ", an operator asked for it"
            : mandate.from().map(node -> ", " + node + " hands over").orElse("");
    return "master for %s: %s, epoch %s%s%s%s"
        .formatted(
            mandate.group(),
            mandate.holder().orElse("nobody is able"),
            mandate.epoch(),
            was,
            cause,
            how);
  }
}
