package org.lvsdirector.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.reconcile.ServerId;

/** The last passages of each server from up to down and back. Safe from any thread. */
public final class Chronicle {
  /** How many are kept of a server. */
  static final int KEPT = 16;

  /** Within this time a server should not fall more often than {@link #OFTEN}. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** As many falls make a server one that flaps. */
  static final int OFTEN = 3;

  private final Map<ServerId, List<Transition>> servers = new ConcurrentHashMap<>();

  void add(ServerId server, Transition transition) {
    List<Transition> known = servers.getOrDefault(server, List.of());
    List<Transition> all =
        new ArrayList<>(known.subList(Math.max(0, known.size() - KEPT + 1), known.size()));
    all.add(transition);
    servers.put(server, List.copyOf(all));
  }

  boolean isEmpty() {
    return servers.isEmpty();
  }

  /** Forgets all others. */
  void retain(Set<ServerId> known) {
    servers.keySet().retainAll(known);
  }

  /** Those of a server, oldest first. */
  public List<Transition> of(ServerId server) {
    return servers.getOrDefault(server, List.of());
  }

  /** Whether a server has lately fallen so often that its checks or itself deserve a look. */
  public boolean flaps(ServerId server, Instant now) {
    return of(server).stream()
            .filter(it -> it.to() == HealthState.DOWN && it.time().isAfter(now.minus(WINDOW)))
            .count()
        >= OFTEN;
  }
}
