package org.lvsdirector.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.Epoch;

/**
 * The newest mandate of every VIP group.
 *
 * @param highest the highest epoch ever seen, also of mandates that are forgotten by now
 * @param groups by the group's name
 */
public record Mandates(Epoch highest, Map<String, Mandate> groups) {
  /** Before the first mandate. */
  public static final Mandates NONE = new Mandates(Epoch.NONE, Map.of());

  /** Copies the map. */
  public Mandates {
    groups = Map.copyOf(groups);
  }

  /** The mandate of a group, if there ever was one. */
  public Optional<Mandate> of(String group) {
    return Optional.ofNullable(groups.get(group));
  }

  /** Who holds a group. */
  public Optional<String> holder(String group) {
    return of(group).flatMap(Mandate::holder);
  }

  /** These with one more, which displaces any older one of its group. */
  public Mandates with(Mandate mandate) {
    Map<String, Mandate> merged = new HashMap<>(groups);
    merged.put(mandate.group(), mandate);
    return new Mandates(max(highest, mandate.epoch()), merged);
  }

  /** These and what a coordinator decided: of every group the mandate of the higher epoch. */
  public Mandates adopt(Mandates decided) {
    Mandates merged = this;
    for (Mandate mandate : decided.groups.values()) {
      if (merged.isOlder(mandate)) {
        merged = merged.with(mandate);
      }
    }
    return new Mandates(max(merged.highest, decided.highest), merged.groups);
  }

  /**
   * These and what another member believes: as {@link #adopt}, but a mandate for nobody displaces
   * none, since it may come from a part of the cluster that merely was cut off.
   */
  public Mandates hear(Mandates claimed) {
    Map<String, Mandate> held = new HashMap<>(claimed.groups);
    held.values().removeIf(mandate -> mandate.holder().isEmpty());
    return adopt(new Mandates(claimed.highest, held));
  }

  /** Nothing but the highest epoch: what a node remembers that joins anew. */
  public Mandates forget() {
    return new Mandates(highest, Map.of());
  }

  private boolean isOlder(Mandate other) {
    return of(other.group()).map(own -> own.epoch().compareTo(other.epoch()) < 0).orElse(true);
  }

  private static Epoch max(Epoch a, Epoch b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
