package org.lvsdirector.dataplane.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which clients stay on which server. An entry lives for the service's timeout after its last
 * connection began or ended, and as long as one is open.
 */
final class Stickiness {
  private final Map<InetAddress, Entry> entries = new HashMap<>();

  private static final class Entry {
    private final Target target;
    private int open;
    private long expires;

    Entry(Target target) {
      this.target = target;
    }
  }

  /** The server of a client's group; not one that was deleted or takes no new connections. */
  Optional<Target> find(InetAddress group, long now) {
    Entry entry = entries.get(group);
    if (entry == null || entry.target.rule().weight() == 0 || over(entry, now)) {
      return Optional.empty();
    }
    return Optional.of(entry.target);
  }

  void connectionBegins(InetAddress group, Target target, Duration timeout, long now) {
    Entry entry = entries.get(group);
    if (entry == null || entry.target != target) {
      entry = new Entry(target);
      entries.put(group, entry);
    }
    entry.open++;
    entry.expires = now + timeout.toNanos();
  }

  void connectionEnds(InetAddress group, Target target, Duration timeout, long now) {
    Entry entry = entries.get(group);
    if (entry != null && entry.target == target) {
      entry.open--;
      entry.expires = now + timeout.toNanos();
    }
  }

  void forget(Target target) {
    entries.values().removeIf(entry -> entry.target == target);
  }

  void clear() {
    entries.clear();
  }

  void sweep(long now) {
    entries.values().removeIf(entry -> over(entry, now));
  }

  private static boolean over(Entry entry, long now) {
    return entry.open == 0 && now - entry.expires >= 0;
  }

  /** The network of the client that shares its fate. */
  static InetAddress group(InetAddress client, int prefix) {
    byte[] bytes = client.getAddress();
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }
}
