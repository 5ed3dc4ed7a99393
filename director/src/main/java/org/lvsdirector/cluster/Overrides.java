package org.lvsdirector.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators' changes to real servers, known to every member: a map in which the last writer
 * wins, so that merging in any order gives the same.
 */
public record Overrides(Map<Target, Entry> entries) {
  /** No change at all. */
  public static final Overrides NONE = new Overrides(Map.of());

  private static final Comparator<Entry> AGE =
      Comparator.comparingLong(Entry::counter).thenComparing(Entry::node);

  /** Copies the map. */
  public Overrides {
    entries = Map.copyOf(entries);
  }

  /**
   * What is changed.
   *
   * @param service the virtual service's name
   * @param server the real server, e.g. {@code 192.0.2.1:80}; empty = the service itself
   */
  public record Target(String service, String server) {
    /** Whether it is a service, not a server of one. */
    public boolean isService() {
      return server.isEmpty();
    }
  }

  /**
   * A change with its stamp.
   *
   * @param value {@link ServerOverride#NONE} where a change was taken back
   * @param counter higher than that of every change its writer knew of
   * @param node the writer, which decides between equal counters
   */
  public record Entry(ServerOverride value, long counter, String node) {}

  /** What holds for a server. */
  public ServerOverride of(String service, String server) {
    Entry entry = entries.get(new Target(service, server));
    return entry == null ? ServerOverride.NONE : entry.value();
  }

  /** These with a change written by a node now. */
  public Overrides write(String node, Target target, ServerOverride value) {
    return write(node, Map.of(target, value));
  }

  /** These with changes written by a node now. */
  public Overrides write(String node, Map<Target, ServerOverride> values) {
    long newest = entries.values().stream().mapToLong(Entry::counter).max().orElse(0);
    Map<Target, Entry> changed = new HashMap<>(entries);
    values.forEach((target, value) -> changed.put(target, new Entry(value, newest + 1, node)));
    return new Overrides(changed);
  }

  /** What was added or removed, in the order in which that was done. */
  public List<Map.Entry<Target, Entry>> presences() {
    return entries.entrySet().stream()
        .filter(it -> it.getValue().value().presence().isPresent())
        .sorted(
            Map.Entry.<Target, Entry>comparingByValue(AGE)
                .thenComparing(it -> it.getKey().toString()))
        .toList();
  }

  /** These and another member's: of each server the last change. */
  public Overrides merge(Overrides other) {
    Map<Target, Entry> merged = new HashMap<>(entries);
    other.entries.forEach(
        (target, entry) -> merged.merge(target, entry, (a, b) -> AGE.compare(a, b) >= 0 ? a : b));
    return new Overrides(merged);
  }
}
