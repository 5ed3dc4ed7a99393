package org.lvsdirector.ops.ipvsadm.adopt;

import java.net.Inet6Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/** Services and servers as keys and values of the file; a value that is empty is left out. */
final class Keys {
  private Keys() {}

  /** What a command line can say of a service, besides what identifies it. */
  static Map<String, Optional<String>> of(VirtualService service) {
    Map<String, Optional<String>> keys = new LinkedHashMap<>();
    keys.put("scheduler", Optional.of(service.scheduler().label()));
    keys.put("forward", Optional.of(service.forward().label()));
    Persistence persistence = service.persistence();
    boolean grouped = persistence.prefix() != service.key().family().bits();
    // In this order: the latter two mean nothing without the first.
    keys.put("persistence", Optional.of(Durations.text(persistence.timeout())));
    keys.put(
        "persistence-netmask",
        grouped ? Optional.of(Integer.toString(persistence.prefix())) : Optional.empty());
    keys.put("persistence-engine", persistence.engine().map(it -> it.label()));
    keys.put("one-packet", Optional.of(Boolean.toString(service.onePacket())));
    keys.put("flags", flags(service));
    return keys;
  }

  /** What a command line can say of a server, besides its address. */
  static Map<String, Optional<String>> of(RealServer server, VirtualService service) {
    Map<String, Optional<String>> keys = new LinkedHashMap<>();
    keys.put("weight", Optional.of(Integer.toString(server.weight())));
    keys.put("upper-threshold", Optional.of(Integer.toString(server.upperThreshold())));
    keys.put("lower-threshold", Optional.of(Integer.toString(server.lowerThreshold())));
    boolean own =
        service.forward() == ForwardingMethod.TUN && !server.tunnel().equals(service.tunnel());
    keys.put("tunnel", own ? Optional.of(text(server.tunnel())) : Optional.empty());
    return keys;
  }

  /** A whole service without servers, as briefly as it can be said. */
  static Map<String, String> whole(VirtualService service) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("name", service.name());
    if (service.key() instanceof ServiceKey.Address it) {
      keys.put("address", text(it.endpoint(), true));
      if (it.protocol() != Protocol.TCP) {
        keys.put("protocol", it.protocol().label());
      }
    } else if (service.key() instanceof ServiceKey.Fwmark it) {
      keys.put("fwmark", Integer.toUnsignedString(it.mark()));
      if (it.family() == Family.INET6) {
        keys.put("family", "inet6");
      }
    }
    of(service).forEach((key, value) -> value.ifPresent(it -> keys.put(key, it)));
    keys.remove("forward");
    keys.remove("persistence", "0s");
    keys.remove("one-packet", "false");
    return keys;
  }

  /** A whole server, as briefly as it can be said. */
  static Map<String, String> whole(RealServer server, VirtualService service) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("address", text(server.endpoint(), false));
    of(server, service).forEach((key, value) -> value.ifPresent(it -> keys.put(key, it)));
    keys.remove("upper-threshold", "0");
    keys.remove("lower-threshold", "0");
    return keys;
  }

  private static Optional<String> flags(VirtualService service) {
    return service.flags().isEmpty()
        ? Optional.empty()
        : Optional.of(
            service.flags().stream()
                .sorted()
                .map(it -> it.label())
                .collect(Collectors.joining(", ", "[", "]")));
  }

  private static String text(Endpoint endpoint, boolean always) {
    String text =
        endpoint.port() == 0 && !always ? Addresses.text(endpoint.address()) : endpoint.toString();
    // Brackets would begin a list.
    return endpoint.address() instanceof Inet6Address ? '"' + text + '"' : text;
  }

  private static String text(Tunnel tunnel) {
    return "{type: %s%s%s}"
        .formatted(
            tunnel.type().label(),
            tunnel.port() == 0 ? "" : ", port: " + tunnel.port(),
            tunnel.checksum() == Tunnel.Checksum.NOCSUM
                ? ""
                : ", checksum: " + tunnel.checksum().label());
  }
}
