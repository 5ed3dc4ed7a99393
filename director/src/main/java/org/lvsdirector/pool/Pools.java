package org.lvsdirector.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.ServerId;

/**
 * The pools of all services, decided anew where something has changed. Belongs to the node's
 * context, but for {@link #decided}. Times are those of {@link System#nanoTime}.
 */
public final class Pools {
  private final Function<Watch, Verdict> sight;
  private final Chronicle chronicle = new Chronicle();
  private final Story story;
  private final Map<Watch, List<String>> users = new HashMap<>();
  private final Set<String> stale = new HashSet<>();
  private final Map<String, Decided> pools = new LinkedHashMap<>();
  private final List<Change> untold = new ArrayList<>();
  private volatile List<Decided> decided = List.of();

  private record Change(Decided before, Decided after) {}

  /**
   * No services yet.
   *
   * @param sight what is thought of a watch at this moment
   */
  public Pools(Function<Watch, Verdict> sight, EventSink events) {
    this.sight = sight;
    this.story = new Story(events, chronicle);
  }

  /** Takes in other services, or other wishes of operators, and decides. */
  public void follow(List<Watched> services, long now) {
    Map<String, Decided> before = new HashMap<>(pools);
    pools.clear();
    users.clear();
    stale.clear();
    for (Watched watched : services) {
      String name = watched.service().name();
      Decided known = before.get(name);
      PoolState state = known == null ? PoolState.NEW : known.turn().state();
      pools.put(name, decide(watched, state, now));
      for (List<Watch> server : watched.watches()) {
        server.forEach(
            watch -> users.computeIfAbsent(watch, first -> new ArrayList<>(1)).add(name));
      }
      story.tell(known, pools.get(name));
    }
    decided = List.copyOf(pools.values());
    if (!chronicle.isEmpty()) {
      chronicle.retain(servers());
    }
  }

  private Set<ServerId> servers() {
    Set<ServerId> servers = new HashSet<>();
    for (Decided pool : decided) {
      VirtualService service = pool.watched().service();
      service.servers().forEach(it -> servers.add(new ServerId(service.name(), it.endpoint())));
    }
    return servers;
  }

  /** Something new is thought of a watch: its services are to be decided anew. */
  public void news(Watch watch) {
    stale.addAll(users.getOrDefault(watch, List.of()));
  }

  /**
   * Decides what is to be decided by now; whether there was anything. What came of it can be put in
   * force before it is told of.
   */
  public boolean decide(long now) {
    boolean any = false;
    for (Map.Entry<String, Decided> pool : pools.entrySet()) {
      Decided before = pool.getValue();
      if (stale.contains(pool.getKey()) || before.turn().isDue(now)) {
        pool.setValue(decide(before.watched(), before.turn().state(), now));
        untold.add(new Change(before, pool.getValue()));
        any = true;
      }
    }
    stale.clear();
    decided = any ? List.copyOf(pools.values()) : decided;
    return any;
  }

  /** Tells what the last decisions have changed. */
  public void tell() {
    untold.forEach(change -> story.tell(change.before(), change.after()));
    untold.clear();
  }

  private Decided decide(Watched watched, PoolState state, long now) {
    return decide(watched, sight, state, now);
  }

  /** What is decided while nothing is known of any server. */
  public static List<Decided> undecided(List<Watched> services) {
    return services.stream()
        .map(it -> decide(it, watch -> Verdict.UNKNOWN, PoolState.NEW, 0))
        .toList();
  }

  private static Decided decide(
      Watched watched, Function<Watch, Verdict> sight, PoolState state, long now) {
    List<Verdict> verdicts = watched.verdicts(sight);
    return new Decided(watched, verdicts, Decision.turn(watched.service(), verdicts, state, now));
  }

  /** What happened to servers. Safe from any thread. */
  public Chronicle chronicle() {
    return chronicle;
  }

  /** What came of the last decision about each service. Safe from any thread. */
  public List<Decided> decided() {
    return decided;
  }

  /**
   * What would be decided about other services. Safe from any thread.
   *
   * @param now when
   */
  public List<Decided> rehearse(List<Watched> services, long now) {
    Map<String, PoolState> states = new HashMap<>();
    decided.forEach(pool -> states.put(pool.watched().service().name(), pool.turn().state()));
    return services.stream()
        .map(
            watched ->
                decide(watched, states.getOrDefault(watched.service().name(), PoolState.NEW), now))
        .toList();
  }
}
