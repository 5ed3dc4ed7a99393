package org.lvsdirector.healthcheck;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where probes come from.
 *
 * @param address their source address; empty = as the kernel routes
 * @param device the interface they leave by (SO_BINDTODEVICE, socket(7))
 * @param mark the firewall mark of their packets (SO_MARK, socket(7)); needs CAP_NET_ADMIN
 */
public record Origin(Optional<InetAddress> address, Optional<String> device, OptionalInt mark) {
  /** As the kernel routes, without a mark. */
  public static final Origin ANY =
      new Origin(Optional.empty(), Optional.empty(), OptionalInt.empty());
}
