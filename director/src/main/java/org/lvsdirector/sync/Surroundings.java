package org.lvsdirector.sync;

import java.util.Map;
import java.util.Optional;

/**
 * What a relay knows of the cluster and the configuration, as an immutable value.
 *
 * @param peers the other directors, by name
 */
record Surroundings(
    String node, Map<String, Peer> peers, Ownership ownership, ServiceIndex services) {
  Surroundings {
    peers = Map.copyOf(peers);
  }

  Optional<Peer> peer(String name) {
    return Optional.ofNullable(peers.get(name));
  }
}
