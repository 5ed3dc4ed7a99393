package org.lvsdirector.ops.ipvsadm;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

/** How addresses and ports are written: as numbers, or as the names that they have on this host. */
interface Naming {
  /** The host. */
  String host(InetAddress address);

  /** The port; without a protocol, as for a service by firewall mark, it has no name. */
  String port(int port, Optional<Protocol> protocol);

  /** Both, e.g. {@code 10.0.0.1:80} or {@code [2001:db8::1]:http}. */
  default String text(Endpoint endpoint, Optional<Protocol> protocol) {
    String host = host(endpoint.address());
    String shown = endpoint.address() instanceof Inet6Address ? "[" + host + "]" : host;
    return shown + ":" + port(endpoint.port(), protocol);
  }

  /** Numbers. */
  final class Numeric implements Naming {
    private static final int WORDS = 8;

    /** As inet_ntop(3) does it: RFC 5952, with the IPv4 address inside where one is. */
    @Override
    public String host(InetAddress address) {
      if (!(address instanceof Inet6Address)) {
        return address.getHostAddress();
      }
      byte[] bytes = address.getAddress();
      int zeros = 0;
      while (zeros < WORDS && bytes[2 * zeros] == 0 && bytes[2 * zeros + 1] == 0) {
        zeros++;
      }
      boolean mapped = zeros == 5 && bytes[10] == -1 && bytes[11] == -1;
      if (!mapped && zeros != 6) {
        return Addresses.text(address);
      }
      String v4 =
          "%d.%d.%d.%d"
              .formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff, bytes[15] & 0xff);
      return (mapped ? "::ffff:" : "::") + v4;
    }

    @Override
    public String port(int port, Optional<Protocol> protocol) {
      return Integer.toString(port);
    }
  }

  /** Names, which may ask a name server, once for each address. */
  final class Named implements Naming {
    private final Naming numeric = new Numeric();
    private final Map<InetAddress, String> hosts = new HashMap<>();
    private final Ports ports;

    Named(Ports ports) {
      this.ports = ports;
    }

    @Override
    public String host(InetAddress address) {
      return hosts.computeIfAbsent(address, this::ask);
    }

    private String ask(InetAddress address) {
      String name = address.getHostName();
      // Java gives the address back in a form of its own where it has no name.
      return name.equals(address.getHostAddress()) ? numeric.host(address) : name;
    }

    @Override
    public String port(int port, Optional<Protocol> protocol) {
      return protocol
          .flatMap(it -> ports.name(port, it.label()))
          .orElseGet(() -> numeric.port(port, protocol));
    }
  }
}
