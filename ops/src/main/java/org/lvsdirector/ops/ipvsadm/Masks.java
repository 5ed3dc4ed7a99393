package org.lvsdirector.ops.ipvsadm;

import java.util.Optional;
import org.lvsdirector.model.Family;

/** What groups the clients of a persistent service. */
final class Masks {
  private Masks() {}

  /** The mask as {@code -M} takes it; empty where every client stands for itself. */
  static Optional<String> unlessWhole(int netmask, Family family) {
    int whole = family == Family.INET ? -1 : Family.INET6.bits();
    if (netmask == whole) {
      return Optional.empty();
    }
    if (family == Family.INET6) {
      return Optional.of(Integer.toString(netmask));
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(netmask >>> 24, netmask >> 16 & 0xff, netmask >> 8 & 0xff, netmask & 0xff));
  }
}
