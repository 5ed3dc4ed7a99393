package org.lvsdirector.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;

/** The smallest difference between the rules in force and those wanted: a pure function. */
public final class Planner {
  private Planner() {}

  /**
   * The changes that lead from {@code actual} to {@code desired}. Within a service, destinations
   * are added before others are taken out, so that its pool is never emptied on the way.
   *
   * @param ours services that this node made or adopted; only those are ever deleted
   */
  public static List<Change> plan(Rules desired, Rules actual, Set<ServiceKey> ours) {
    List<Change> changes = new ArrayList<>();
    if (!desired.timeouts().heldBy(actual.timeouts())) {
      changes.add(new Change.SetTimeouts(desired.timeouts()));
    }
    desired
        .services()
        .forEach((key, entry) -> compare(key, entry, actual.services().get(key), changes));
    for (ServiceKey key : ours) {
      if (!desired.services().containsKey(key) && actual.services().containsKey(key)) {
        changes.add(new Change.DeleteService(key));
      }
    }
    return changes;
  }

  private static void compare(
      ServiceKey key, Rules.Entry wanted, Rules.Entry present, List<Change> changes) {
    if (present == null) {
      changes.add(new Change.AddService(wanted.service()));
      wanted.destinations().forEach(added -> changes.add(new Change.AddDestination(key, added)));
      return;
    }
    if (!wanted.service().equals(present.service())) {
      changes.add(new Change.SetService(wanted.service()));
    }
    Map<Endpoint, Destination> left = new LinkedHashMap<>();
    present.destinations().forEach(known -> left.put(known.endpoint(), known));
    for (Destination destination : wanted.destinations()) {
      Destination known = left.remove(destination.endpoint());
      if (known == null) {
        changes.add(new Change.AddDestination(key, destination));
      } else if (!same(destination, known)) {
        changes.add(new Change.SetDestination(key, destination));
      }
    }
    left.keySet().forEach(gone -> changes.add(new Change.DeleteDestination(key, gone)));
  }

  private static boolean same(Destination wanted, Destination known) {
    boolean method = wanted.method() == known.method() || known.method() == Method.LOCAL;
    boolean tunnel = wanted.method() != Method.TUNNEL || wanted.tunnel().equals(known.tunnel());
    return method
        && tunnel
        && wanted.weight() == known.weight()
        && wanted.upperThreshold() == known.upperThreshold()
        && wanted.lowerThreshold() == known.lowerThreshold();
  }
}
