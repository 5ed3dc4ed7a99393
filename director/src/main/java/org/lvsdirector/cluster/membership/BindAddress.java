package org.lvsdirector.cluster.membership;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;

/** Finds which of this machine's addresses cluster traffic uses. */
final class BindAddress {
  private BindAddress() {}

  /** This node's entry in the member list: its address and port. */
  static Endpoint of(ClusterConfig config) throws ClusterException {
    InetAddress address = address(config);
    return config.members().stream()
        .filter(member -> member.address().equals(address))
        .filter(member -> config.bind().isEmpty() || member.port() == config.port())
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterException(
                    "cluster.members lacks this node: %s, port %d, is not among %s; add it there"
                        .formatted(Addresses.text(address), config.port(), names(config))));
  }

  private static InetAddress address(ClusterConfig config) throws ClusterException {
    try {
      if (config.bind().isPresent()) {
        return config.bind().get();
      }
      if (config.interfaceName().isPresent()) {
        return onInterface(config, config.interfaceName().get());
      }
      for (Endpoint member : config.members()) {
        if (NetworkInterface.getByInetAddress(member.address()) != null) {
          return member.address();
        }
      }
    } catch (SocketException failed) {
      throw new ClusterException("the network interfaces cannot be listed: " + failed, failed);
    }
    throw new ClusterException(
        "this machine carries none of cluster.members (%s); add its address there or set cluster.bind"
            .formatted(names(config)));
  }

  private static InetAddress onInterface(ClusterConfig config, String name)
      throws SocketException, ClusterException {
    NetworkInterface found = NetworkInterface.getByName(name);
    if (found == null) {
      throw new ClusterException(
          "cluster.interface: this machine has no interface " + name + "; see ip link");
    }
    Family family = Family.of(config.members().get(0).address());
    Optional<InetAddress> member =
        found
            .inetAddresses()
            .filter(own -> config.members().stream().anyMatch(m -> m.address().equals(own)))
            .findFirst();
    return member
        .or(() -> found.inetAddresses().filter(own -> Family.of(own) == family).findFirst())
        .orElseThrow(
            () ->
                new ClusterException(
                    "cluster.interface: %s has no %s address".formatted(name, family.name())));
  }

  private static String names(ClusterConfig config) {
    return config.members().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
  }
}
