package org.lvsdirector.ops.chaos;

import java.util.List;
import java.util.Locale;
import org.lvsdirector.ops.chaos.Evidence.Claim;

/** Figures of a trial for people, those of its faults' worst effects. */
final class Figures {
  private Figures() {}

  static String of(Evidence evidence) {
    List<Overlap> overlaps = Overlap.in(evidence.claims());
    double silence = 0;
    double last = 0;
    for (Claim claim : evidence.claims()) {
      silence = Math.max(silence, claim.at() - last);
      last = Math.max(last, claim.at());
    }
    return String.format(
        Locale.ROOT,
        "faults %d, take-overs %d, longest without owner %.0f ms, two owners %d times, longest"
            + " %.0f ms, long-lived connections broken %d",
        evidence.deeds().size(),
        evidence.takes().size(),
        Math.max(silence, evidence.length() - last),
        overlaps.size(),
        overlaps.stream().mapToDouble(Overlap::length).max().orElse(0),
        evidence.lost().size());
  }
}
