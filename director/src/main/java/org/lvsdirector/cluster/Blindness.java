package org.lvsdirector.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Epoch;

/**
 * Watches for holders that alone see none of their servers healthy. The state must last before it
 * counts, since a server that dies for all is noticed by one node before the other.
 */
final class Blindness {
  /** How long it must last: longer than two nodes' checks of one server are usually apart. */
  static final Duration LASTING = Duration.ofMillis(1500);

  private record Spell(Epoch epoch, long since) {}

  private final Map<String, Spell> spells = new HashMap<>();

  /** The groups whose holder has been blind for long enough by now. */
  Set<String> update(Mandates mandates, ElectionView view, long now) {
    Map<String, Spell> before = Map.copyOf(spells);
    spells.clear();
    for (Mandate mandate : mandates.groups().values()) {
      if (alone(mandate, view)) {
        Spell spell = before.get(mandate.group());
        boolean goesOn = spell != null && spell.epoch().equals(mandate.epoch());
        spells.put(mandate.group(), goesOn ? spell : new Spell(mandate.epoch(), now));
      }
    }
    Map<String, Spell> lasting = new HashMap<>(spells);
    lasting.values().removeIf(spell -> now - spell.since() < LASTING.toNanos());
    return Set.copyOf(lasting.keySet());
  }

  /** When the next spell will have lasted long enough, if nothing changes. */
  Optional<Long> next(long now) {
    return spells.values().stream()
        .map(spell -> spell.since() + LASTING.toNanos())
        .filter(due -> due - now > 0)
        .min(Long::compare);
  }

  private static boolean alone(Mandate mandate, ElectionView view) {
    Candidates candidates = new Candidates(view, mandate.group());
    Optional<String> holder = mandate.holder().filter(view.members()::contains);
    return holder.isPresent()
        && candidates.report(holder.get()).isPresent()
        && !candidates.seesServers(holder.get())
        && candidates.able().anyMatch(candidates::seesServers);
  }
}
