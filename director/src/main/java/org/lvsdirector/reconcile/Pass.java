package org.lvsdirector.reconcile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.ServiceKey;

/** One look at the data plane after the other: read, compare, apply, remember. One thread only. */
final class Pass {
  private static final int CHANGES_SHOWN = 5;

  private final Dataplane dataplane;
  private final EventSink events;
  private final Set<ServiceKey> ours = new HashSet<>();
  private final Map<ServiceKey, String> faults = new HashMap<>();
  private List<String> otherFaults = List.of();
  private Wanted settled;
  // What did not differ from what is settled: as long as both are so, there is nothing to compare.
  private Rules agreed;
  private long sent;
  private String error = "";
  private long passes;

  Pass(Dataplane dataplane, EventSink events) {
    this.dataplane = dataplane;
    this.events = events;
  }

  Outcome run(Wanted wanted, Outcome before) {
    try {
      Rules actual = dataplane.read();
      if (wanted.equals(settled) && actual.equals(agreed)) {
        // Keep the newest, whose comparison with itself is quick.
        settled = wanted;
        agreed = actual;
      } else {
        actual = approach(wanted, actual);
      }
      answered();
      return new Outcome(
          ++passes, sent, actual, dataplane.statistics(), faults, otherFaults, error);
    } catch (IOException silent) {
      failed(silent.getMessage());
      return new Outcome(
          ++passes,
          sent,
          before.rules(),
          before.statistics(),
          before.faults(),
          before.otherFaults(),
          error);
    }
  }

  /** Applies what differs; gives the rules that are in force then. */
  private Rules approach(Wanted wanted, Rules actual) throws IOException {
    Rules desired = DesiredRules.of(wanted, actual);
    List<Change> changes = Planner.plan(desired, actual, ours);
    reportDrift(wanted, changes);
    sent += changes.size();
    List<Dataplane.Failure> failures = changes.isEmpty() ? List.of() : dataplane.apply(changes);
    reportFaults(failures);
    remember(desired, failures);
    settled = wanted;
    agreed = changes.isEmpty() ? actual : null;
    return changes.isEmpty() ? actual : dataplane.read();
  }

  /** Changes although nothing new is wanted: somebody else changed the rules. */
  private void reportDrift(Wanted wanted, List<Change> changes) {
    List<Change> drift = changes.stream().filter(change -> !wasRefused(change)).toList();
    if (drift.isEmpty() || !wanted.equals(settled)) {
      return;
    }
    String shown =
        drift.stream().limit(CHANGES_SHOWN).map(Words::of).collect(Collectors.joining("; "));
    String more =
        drift.size() > CHANGES_SHOWN ? " and " + (drift.size() - CHANGES_SHOWN) + " more" : "";
    events.emit("drift-repaired", "rules", "changed by someone else, put back: " + shown + more);
  }

  /** What is tried again because it was refused last time is not somebody else's doing. */
  private boolean wasRefused(Change change) {
    return change instanceof Change.OfService ofService
        ? faults.containsKey(ofService.key())
        : !otherFaults.isEmpty();
  }

  /** A service whose deletion was refused stays ours, so that it is tried again. */
  private void remember(Rules desired, List<Dataplane.Failure> failures) {
    ours.clear();
    ours.addAll(desired.services().keySet());
    for (Dataplane.Failure failure : failures) {
      if (failure.change() instanceof Change.DeleteService delete) {
        ours.add(delete.key());
      }
    }
  }

  private void reportFaults(List<Dataplane.Failure> failures) {
    Map<ServiceKey, String> now = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (Dataplane.Failure failure : failures) {
      String words = Words.of(failure.change()) + ": " + failure.reason();
      if (failure.change() instanceof Change.OfService ofService) {
        now.putIfAbsent(ofService.key(), words);
      } else {
        others.add(words);
      }
    }
    others.stream()
        .filter(words -> !otherFaults.contains(words))
        .forEach(words -> events.emit("rules-failed", "rules", words));
    otherFaults = others;
    now.forEach(
        (key, reason) -> {
          if (!reason.equals(faults.get(key))) {
            events.emit("service-failed", key.toString(), reason);
          }
        });
    for (ServiceKey key : faults.keySet()) {
      if (!now.containsKey(key)) {
        events.emit("service-ok", key.toString(), "all its rules are applied");
      }
    }
    faults.clear();
    faults.putAll(now);
  }

  private void answered() {
    if (!error.isEmpty()) {
      events.emit("dataplane-ok", "dataplane", "answers again");
      error = "";
    }
  }

  private void failed(String message) {
    if (!message.equals(error)) {
      events.emit("dataplane-failed", "dataplane", message);
      error = message;
    }
  }

  void remove() throws IOException {
    dataplane.apply(ours.stream().<Change>map(Change.DeleteService::new).toList());
  }
}
