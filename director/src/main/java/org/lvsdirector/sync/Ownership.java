package org.lvsdirector.sync;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Who may tell of which connections: whoever holds the VIP, or held it a moment ago, for what its
 * kernel had not told yet when it handed over, and for what its heir had not been given yet.
 *
 * @param groupOf by address: the VIP group that it belongs to
 * @param holders by group: who holds it
 * @param until by group and node: until when a former holder is still heard, in nanoseconds
 */
record Ownership(
    Map<InetAddress, String> groupOf, Map<String, String> holders, Map<Former, Long> until) {
  /** How long a former holder is heard. */
  static final Duration AFTERWARDS = Duration.ofSeconds(30);

  /** Before anything is known. */
  static final Ownership UNKNOWN = new Ownership(Map.of(), Map.of(), Map.of());

  /** A node that held a group. */
  record Former(String group, String node) {}

  Ownership {
    groupOf = Map.copyOf(groupOf);
    holders = Map.copyOf(holders);
    until = Map.copyOf(until);
  }

  /** What follows from new holders. */
  Ownership next(Map<InetAddress, String> groups, Map<String, String> newHolders, long now) {
    Map<Former, Long> former = new HashMap<>(until);
    holders.forEach(
        (group, node) -> {
          if (!node.equals(newHolders.get(group))) {
            former.put(new Former(group, node), now + AFTERWARDS.toNanos());
          }
        });
    former.values().removeIf(end -> now - end >= 0);
    return new Ownership(groups, newHolders, former);
  }

  /** Whether a node may tell of connections to an address. */
  boolean allows(String node, InetAddress vip, long now) {
    String group = groupOf.get(vip);
    return group == null ? holdsAny(node, now) : holds(node, group, now);
  }

  /** The addresses to whose connections {@link #allows} lets a node tell, by their hashes. */
  LongPredicate allowed(String node, long now) {
    AddressSet known = new AddressSet(groupOf.keySet());
    AddressSet theirs =
        new AddressSet(groupOf.keySet().stream().filter(vip -> allows(node, vip, now)).toList());
    boolean any = holdsAny(node, now);
    return vip -> theirs.contains(vip) || (any && !known.contains(vip));
  }

  /** Whether a node holds, or held a moment ago, anything at all. */
  boolean holdsAny(String node, long now) {
    return holders.isEmpty()
        || holders.containsValue(node)
        || until.entrySet().stream()
            .anyMatch(it -> it.getKey().node().equals(node) && now - it.getValue() < 0);
  }

  private boolean holds(String node, String group, long now) {
    String holder = holders.get(group);
    return holder == null || holder.equals(node) || heldOnce(node, group, now);
  }

  private boolean heldOnce(String node, String group, long now) {
    Long end = until.get(new Former(group, node));
    return end != null && now - end < 0;
  }

  /** What a node is asked about; empty if it holds nothing. */
  Optional<Scope> scope(String node) {
    return scope(group -> node.equals(holders.get(group)));
  }

  /**
   * What a node is asked about by an heir that was not given everything in time: also what the heir
   * has taken over from it a moment ago. Empty if there is nothing.
   */
  Optional<Scope> scope(String node, String heir, long now) {
    return scope(
        group -> {
          String holder = holders.get(group);
          return node.equals(holder) || (heir.equals(holder) && heldOnce(node, group, now));
        });
  }

  private Optional<Scope> scope(Predicate<String> wanted) {
    Set<InetAddress> own = new HashSet<>();
    Set<InetAddress> others = new HashSet<>();
    groupOf.forEach((address, group) -> (wanted.test(group) ? own : others).add(address));
    return holders.keySet().stream().anyMatch(wanted)
        ? Optional.of(new Scope(own, others))
        : Optional.empty();
  }
}
