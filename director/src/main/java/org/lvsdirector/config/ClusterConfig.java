package org.lvsdirector.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/**
 * Who belongs to the cluster and how its members talk.
 *
 * @param bind this node's address for cluster traffic; empty = that of {@code interfaceName}, or
 *     else whichever member's address this machine carries
 * @param interfaceName the network interface for cluster traffic; excludes {@code bind}
 * @param port TCP port of cluster traffic, 1–65535
 * @param members every member with its port, this node included; empty = a single node that talks
 *     to nobody
 * @param keyFile PKCS#12 key shared by the members, absolute; empty only where {@code insecure} is
 *     set or there are fewer than two members
 * @param insecure whether cluster traffic may go without authentication and encryption
 * @param detect silence after which a member counts as dead; 100 ms to 60 s
 */
public record ClusterConfig(
    String name,
    Optional<InetAddress> bind,
    Optional<String> interfaceName,
    int port,
    List<Endpoint> members,
    Optional<Path> keyFile,
    boolean insecure,
    Duration detect,
    Quorum quorum,
    Role role) {
  /** Copies the list. */
  public ClusterConfig {
    members = List.copyOf(members);
  }
}
