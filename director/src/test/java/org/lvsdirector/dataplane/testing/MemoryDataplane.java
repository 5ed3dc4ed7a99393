package org.lvsdirector.dataplane.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;

/** Rules in memory that behave as the kernel's do; for tests of what is above a data plane. */
public final class MemoryDataplane implements Dataplane {
  private final Map<ServiceKey, Rules.Entry> services = new LinkedHashMap<>();
  private final List<Change> applied = new ArrayList<>();
  private String silence = "";
  private Timeouts timeouts = new Timeouts(900, 120, 300);
  private Predicate<Change> refused = change -> false;

  @Override
  public synchronized Rules read() throws IOException {
    if (!silence.isEmpty()) {
      throw new IOException(silence);
    }
    return new Rules(services, timeouts);
  }

  @Override
  public synchronized List<Failure> apply(List<Change> changes) {
    List<Failure> failures = new ArrayList<>();
    for (Change change : changes) {
      if (refused.test(change)) {
        failures.add(new Failure(change, "ENOENT: no such scheduler"));
      } else {
        applied.add(change);
        perform(change);
      }
    }
    return failures;
  }

  private void perform(Change change) {
    if (change instanceof Change.AddService add) {
      services.put(add.key(), new Rules.Entry(add.service(), List.of()));
    } else if (change instanceof Change.SetTimeouts set) {
      timeouts = merged(set.timeouts());
    } else if (change instanceof Change.SetService set) {
      services.computeIfPresent(
          set.key(), (key, entry) -> new Rules.Entry(set.service(), entry.destinations()));
    } else if (change instanceof Change.DeleteService delete) {
      services.remove(delete.key());
    } else if (change instanceof Change.AddDestination add) {
      edit(add.key(), list -> with(list, add.destination()));
    } else if (change instanceof Change.SetDestination set) {
      edit(set.key(), list -> with(without(list, set.destination().endpoint()), set.destination()));
    } else if (change instanceof Change.DeleteDestination delete) {
      edit(delete.key(), list -> without(list, delete.endpoint()));
    }
  }

  private Timeouts merged(Timeouts set) {
    return new Timeouts(
        set.tcp() == 0 ? timeouts.tcp() : set.tcp(),
        set.tcpFin() == 0 ? timeouts.tcpFin() : set.tcpFin(),
        set.udp() == 0 ? timeouts.udp() : set.udp());
  }

  private void edit(ServiceKey key, UnaryOperator<List<Destination>> edit) {
    services.computeIfPresent(
        key, (same, entry) -> new Rules.Entry(entry.service(), edit.apply(entry.destinations())));
  }

  private static List<Destination> with(List<Destination> list, Destination added) {
    List<Destination> longer = new ArrayList<>(list);
    longer.add(added);
    return longer;
  }

  private static List<Destination> without(List<Destination> list, Endpoint endpoint) {
    return list.stream().filter(one -> !one.endpoint().equals(endpoint)).toList();
  }

  /** Somebody else changes the rules behind the loop's back. */
  public synchronized void behindItsBack(Change change) {
    perform(change);
  }

  /** From now on the data plane refuses this service's changes; null = none. */
  public synchronized void refuse(ServiceKey key) {
    refuseAll(change -> change instanceof Change.OfService of && of.key().equals(key));
  }

  /** From now on the data plane refuses changes of this sort. */
  public synchronized void refuseAll(Predicate<Change> changes) {
    refused = changes;
  }

  /** From now on the data plane does not answer, with this message; empty = it does. */
  public synchronized void silence(String message) {
    silence = message;
  }

  /** What was applied so far. */
  public synchronized List<Change> applied() {
    return List.copyOf(applied);
  }

  @Override
  public Statistics statistics() {
    return new Statistics(Map.of());
  }

  @Override
  public void close() {}
}
