package org.lvsdirector.dataplane.embedded;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.Endpoint;

/** One service: its rule, its destinations and its choices; confined to the event loop. */
final class Balancer {
  /** IP_VS_SVC_F_PERSISTENT. */
  private static final int PERSISTENT = 0x01;

  private Service rule;
  private Scheduling scheduling;
  private Cursor cursor = Cursor.START;
  private final List<Target> targets = new ArrayList<>();
  private final Map<Endpoint, Target> leaving = new HashMap<>();
  private final Stickiness stickiness = new Stickiness();
  private final Counters counters = new Counters();

  Balancer(Service rule) throws RefusedException {
    this.rule = rule;
    scheduling = scheduling(rule);
  }

  private static Scheduling scheduling(Service rule) throws RefusedException {
    return Schedulings.of(rule.scheduler(), rule.flags())
        .orElseThrow(
            () ->
                new RefusedException(
                    "the embedded data plane has no scheduler "
                        + rule.scheduler()
                        + "; it has "
                        + Schedulings.SUPPORTED));
  }

  void change(Service changed) throws RefusedException {
    boolean same = changed.scheduler().equals(rule.scheduler()) && changed.flags() == rule.flags();
    if (!same) {
      scheduling = scheduling(changed);
      cursor = Cursor.START;
    }
    if (!same || changed.persistencePrefix() != rule.persistencePrefix()) {
      stickiness.clear();
    }
    rule = changed;
  }

  void add(Destination destination) throws RefusedException {
    if (find(destination.endpoint()).isPresent()) {
      throw new RefusedException("EEXIST: " + destination.endpoint() + " is there already");
    }
    List<Load> before = loads(Set.of());
    Target revived = leaving.remove(destination.endpoint());
    Target target = revived == null ? new Target(destination) : revived;
    target.change(destination);
    targets.add(0, target);
    cursor = scheduling.changed(cursor, before, loads(Set.of()));
  }

  void change(Destination destination) throws RefusedException {
    Target target = require(destination.endpoint());
    List<Load> before = loads(Set.of());
    target.change(destination);
    cursor = scheduling.changed(cursor, before, loads(Set.of()));
  }

  /** Takes a destination out; its connections go on until they end. */
  void delete(Endpoint endpoint) throws RefusedException {
    Target target = require(endpoint);
    List<Load> before = loads(Set.of());
    targets.remove(target);
    stickiness.forget(target);
    if (!target.idle()) {
      leaving.put(endpoint, target);
    }
    cursor = scheduling.changed(cursor, before, loads(Set.of()));
  }

  /**
   * Chooses the server of a new connection and counts the connection in.
   *
   * @param refusing servers that this connection has tried in vain
   */
  Optional<Target> begin(Flow flow, Set<Endpoint> refusing, long now) {
    Optional<Target> sticky =
        persistent()
            ? stickiness
                .find(group(flow), now)
                .filter(target -> !refusing.contains(target.rule().endpoint()))
            : Optional.empty();
    Optional<Target> target = sticky.or(() -> schedule(flow, refusing));
    target.ifPresent(
        chosen -> {
          chosen.connectionBegins();
          if (persistent()) {
            stickiness.connectionBegins(group(flow), chosen, timeout(), now);
          }
        });
    return target;
  }

  /** Counts a connection out, whether it was established or not. */
  void end(Flow flow, Target target, long now) {
    target.connectionEnds();
    stickiness.connectionEnds(group(flow), target, timeout(), now);
    if (target.idle()) {
      leaving.remove(target.rule().endpoint(), target);
    }
  }

  private Optional<Target> schedule(Flow flow, Set<Endpoint> refusing) {
    Choice choice = scheduling.choose(loads(refusing), cursor, flow);
    cursor = choice.cursor();
    return choice.server().flatMap(this::find);
  }

  void sweep(long now) {
    stickiness.sweep(now);
  }

  Counters counters() {
    return counters;
  }

  Rules.Entry rules() {
    return new Rules.Entry(rule, targets.stream().map(Target::rule).toList());
  }

  Statistics.ServiceCounters statistics() {
    Map<Endpoint, Statistics.DestinationCounters> each = new LinkedHashMap<>();
    targets.forEach(target -> each.put(target.rule().endpoint(), target.statistics()));
    return new Statistics.ServiceCounters(counters.traffic(), each);
  }

  private boolean persistent() {
    return (rule.flags() & PERSISTENT) != 0;
  }

  private Duration timeout() {
    return Duration.ofSeconds(rule.timeout());
  }

  private InetAddress group(Flow flow) {
    return Stickiness.group(flow.client(), rule.persistencePrefix());
  }

  private List<Load> loads(Set<Endpoint> refusing) {
    return targets.stream().map(t -> t.load(refusing.contains(t.rule().endpoint()))).toList();
  }

  private Optional<Target> find(Endpoint endpoint) {
    return targets.stream().filter(t -> t.rule().endpoint().equals(endpoint)).findFirst();
  }

  private Target require(Endpoint endpoint) throws RefusedException {
    return find(endpoint)
        .orElseThrow(() -> new RefusedException("ENOENT: no destination " + endpoint));
  }
}
