package org.lvsdirector.ops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.lvsdirector.ops.chaos.Evidence.Claim;
import org.lvsdirector.ops.chaos.Evidence.Deed;
import org.lvsdirector.ops.chaos.Evidence.Take;

/** Decides from the record alone what broke a promise. */
record Checker(Bounds bounds) {
  /** How long after its end a fault may still explain what is seen. */
  private static final double AFTERMATH = 2_000;

  /** What a daemon takes to start on a machine of the lab. */
  private static final double START = 15_000;

  /** All findings, in the order of their time. */
  List<Finding> check(Evidence evidence) {
    return Stream.of(
            overlaps(evidence), outages(evidence), epochs(evidence), pool(evidence), lost(evidence))
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Finding::at))
        .toList();
  }

  private List<Finding> overlaps(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Overlap overlap : Overlap.in(evidence.claims())) {
      List<Kind> causes =
          evidence.deeds().stream()
              .filter(deed -> deed.at() <= overlap.to())
              .filter(deed -> overlap.from() <= end(deed) + AFTERMATH)
              .map(Deed::kind)
              .toList();
      OptionalDouble bound = bounds.overlap(causes.stream());
      if (bound.isPresent() && overlap.length() > bound.getAsDouble()) {
        findings.add(
            finding(
                overlap.from(),
                "%s and %s both answered for %.0f ms, at most %.0f is promised after %s",
                overlap.first(),
                overlap.second(),
                overlap.length(),
                bound.getAsDouble(),
                causes));
      }
    }
    return findings;
  }

  private static double end(Deed deed) {
    return deed.end() + (deed.kind().restarts() ? START : 0);
  }

  private List<Finding> outages(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (double[] calm : calms(evidence)) {
      double last = calm[0];
      for (double at :
          Stream.concat(evidence.claims().stream().map(Claim::at), Stream.of(calm[1])).toList()) {
        double seen = Math.min(at, calm[1]);
        if (seen > last) {
          if (seen - last > bounds.outage()) {
            findings.add(
                finding(
                    last,
                    "nobody answered for %.0f ms, at most %.0f is promised",
                    seen - last,
                    bounds.outage()));
          }
          last = seen;
        }
      }
    }
    return findings;
  }

  /** Times in which nothing changes and enough members are undisturbed. */
  private List<double[]> calms(Evidence evidence) {
    List<Deed> disabling =
        evidence.deeds().stream().filter(deed -> deed.kind().disables()).toList();
    List<Double> turns =
        Stream.concat(
                Stream.of(0.0, evidence.length()),
                disabling.stream().flatMap(deed -> Stream.of(deed.at(), deed.end(), end(deed))))
            .filter(at -> at <= evidence.length())
            .distinct()
            .sorted()
            .toList();
    List<double[]> calms = new ArrayList<>();
    for (int i = 0; i + 1 < turns.size(); i++) {
      double middle = (turns.get(i) + turns.get(i + 1)) / 2;
      List<String> up = new ArrayList<>(bounds.shape().members());
      disabling.stream()
          .filter(deed -> deed.at() <= middle && middle <= end(deed))
          .forEach(deed -> up.removeAll(deed.targets()));
      if (bounds.shape().suffice(up)) {
        calms.add(new double[] {turns.get(i), turns.get(i + 1)});
      }
    }
    return calms;
  }

  /** Without a quorum both sides of a split count on their own, so each node for itself. */
  private List<Finding> epochs(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Take> highest = new HashMap<>();
    for (Take take : evidence.takes()) {
      String scope = bounds.shape().majority() ? "all" : take.node();
      Take before = highest.get(scope);
      if (before != null && take.epoch() < before.epoch() && !allStarted(evidence, before, take)) {
        findings.add(
            finding(
                take.at(),
                "%s took in epoch %d, after %s had in epoch %d",
                take.node(),
                take.epoch(),
                before.node(),
                before.epoch()));
      }
      highest.put(scope, take);
    }
    return findings;
  }

  /** Epochs begin anew once no member remembers any. */
  private boolean allStarted(Evidence evidence, Take before, Take after) {
    List<String> remember = new ArrayList<>(bounds.shape().members());
    evidence.deeds().stream()
        .filter(deed -> deed.kind().restarts())
        .filter(deed -> deed.at() <= after.at() && end(deed) >= before.at())
        .forEach(deed -> remember.removeAll(deed.targets()));
    int lost = bounds.shape().members().size() - remember.size();
    return remember.isEmpty() || (!bounds.shape().majority() && lost > 0);
  }

  private List<Finding> pool(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Deed death : evidence.deeds()) {
      if (death.kind() != Kind.SERVER_DEATH) {
        continue;
      }
      double calmSince =
          evidence.deeds().stream()
              .filter(deed -> deed.kind() != Kind.SERVER_DEATH && deed.at() <= death.end())
              .mapToDouble(deed -> end(deed) + AFTERMATH)
              .max()
              .orElse(0);
      double since = Math.max(calmSince, death.at()) + bounds.fall();
      long refused =
          evidence.refusals().stream().filter(at -> at > since && at < death.end()).count();
      if (refused > 0) {
        findings.add(
            finding(
                death.at(),
                "%d requests went to %s more than %.0f ms after its death",
                refused,
                death.targets(),
                bounds.fall()));
      }
    }
    return findings;
  }

  /** While no director was undisturbed, nobody promised anything to connections. */
  private List<Finding> lost(Evidence evidence) {
    List<Deed> disabling =
        evidence.deeds().stream().filter(deed -> deed.kind().disables()).toList();
    boolean forsaken =
        disabling.stream()
            .anyMatch(
                deed -> {
                  List<String> up = new ArrayList<>(bounds.shape().directorNames());
                  disabling.stream()
                      .filter(it -> it.at() <= end(deed) && end(it) >= deed.at())
                      .forEach(it -> up.removeAll(it.targets()));
                  return up.isEmpty();
                });
    return forsaken
        ? List.of()
        : evidence.lost().stream()
            .map(lost -> finding(lost.at(), "a long-lived connection broke: %s", lost.why()))
            .toList();
  }

  private static Finding finding(double at, String format, Object... arguments) {
    return new Finding(at, String.format(Locale.ROOT, format, arguments));
  }
}
