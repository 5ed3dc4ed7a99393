package org.lvsdirector.doctor;

import java.util.List;
import java.util.OptionalLong;

/** Whether the kernel's table of connections has room for fullnat. */
final class ConntrackSizeCheck {
  static final String MAX = "net.netfilter.nf_conntrack_max";

  /** Ports that one source address has for one server (1024–65535). */
  private static final long PORTS = 64_512;

  private ConntrackSizeCheck() {}

  /**
   * Judges the table.
   *
   * @param max how many entries it may have; empty while there is no such table
   */
  static List<Finding> of(OptionalLong count, OptionalLong max) {
    if (count.isEmpty() || max.isEmpty()) {
      return List.of();
    }
    long most = max.getAsLong();
    long now = count.getAsLong();
    String use = "%d of %d entries are taken".formatted(now, most);
    String cure = "sysctl -w %s=%d".formatted(MAX, Math.max(4 * PORTS, 2 * most));
    if (most < PORTS) {
      return List.of(
          Finding.wrong(
              MAX,
              "is %d, fewer than the %d connections that one source address can have to a server:"
                      .formatted(most, PORTS)
                  + " new ones are dropped silently",
              cure));
    }
    return List.of(
        now > most * 3 / 4
            ? Finding.wrong(MAX, use + ": soon new connections are dropped silently", cure)
            : Finding.ok(MAX, use));
  }
}
