package org.lvsdirector.sync;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lvsdirector.sync.message.SyncEntry;

/**
 * Closed clients that are still to be reset. Only a node that has the service's address can do
 * that; one that has not remembers them for a while, since it may be the next master. Times are
 * those of {@link System#nanoTime()}.
 */
final class Farewells<K> {
  /** How long a client is remembered. */
  static final Duration MEMORY = Duration.ofSeconds(10);

  /** Of one server. */
  private static final int MOST = 50_000;

  private record Waiting(SyncEntry entry, long since) {}

  private final Map<K, List<Waiting>> waiting = new HashMap<>();

  /**
   * Who is to be reset now; the others of them wait.
   *
   * @param place the server that they had
   * @param closed clients of it that were closed just now
   * @param here whether this node has an address
   */
  List<SyncEntry> due(K place, List<SyncEntry> closed, Predicate<InetAddress> here, long now) {
    waiting
        .values()
        .removeIf(all -> all.stream().allMatch(it -> now - it.since() >= MEMORY.toNanos()));
    List<Waiting> all = new ArrayList<>(waiting.getOrDefault(place, List.of()));
    closed.forEach(entry -> all.add(new Waiting(entry, now)));
    List<SyncEntry> due = new ArrayList<>();
    List<Waiting> rest = new ArrayList<>();
    for (Waiting one : all) {
      if (here.test(one.entry().vip().address())) {
        due.add(one.entry());
      } else if (now - one.since() < MEMORY.toNanos() && rest.size() < MOST) {
        rest.add(one);
      }
    }
    if (rest.isEmpty()) {
      waiting.remove(place);
    } else {
      waiting.put(place, rest);
    }
    return due;
  }

  /** How many clients of a server wait. */
  int waiting(K place) {
    return waiting.getOrDefault(place, List.of()).size();
  }
}
