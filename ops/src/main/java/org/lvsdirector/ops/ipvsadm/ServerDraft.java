package org.lvsdirector.ops.ipvsadm;

import java.util.EnumSet;
import java.util.Set;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;

/** The options about a real server, in the order they come. */
final class ServerDraft {
  private static final long GREATEST = Integer.MAX_VALUE;

  private final ServiceDraft service;
  private HostPort named;
  private Method method = Method.ROUTE;
  private int weight = 1;
  private int upper;
  private int lower;
  private Tunnel.Type type = Tunnel.Type.IPIP;
  private int port;
  private final Set<Tunnel.Checksum> checksums = EnumSet.noneOf(Tunnel.Checksum.class);
  private boolean tunnelled;

  ServerDraft(ServiceDraft service) {
    this.service = service;
  }

  /** Takes an option; false where it is not about a server. */
  boolean take(Option option, String value) throws UsageException {
    switch (option) {
      case REAL_SERVER -> named = service.hostPort("real server", value);
      case GATEWAYING -> method = Method.ROUTE;
      case IPIP -> method = Method.TUNNEL;
      case MASQUERADING -> method = Method.MASQ;
      case WEIGHT -> weight = (int) Numbers.require("weight", value, 0, GREATEST);
      case U_THRESHOLD -> upper = (int) Numbers.require("upper threshold", value, 0, GREATEST);
      case L_THRESHOLD -> lower = (int) Numbers.require("lower threshold", value, 0, GREATEST);
      default -> {
        return takeTunnel(option, value);
      }
    }
    return true;
  }

  private boolean takeTunnel(Option option, String value) throws UsageException {
    switch (option) {
      case TUN_TYPE -> type = type(value);
      case TUN_PORT -> port = (int) Numbers.require("tunnel port", value, 1, 65535);
      case TUN_NOCSUM -> checksums.add(Tunnel.Checksum.NOCSUM);
      case TUN_CSUM -> checksums.add(Tunnel.Checksum.CSUM);
      case TUN_REMCSUM -> checksums.add(Tunnel.Checksum.REMCSUM);
      default -> {
        return false;
      }
    }
    tunnelled = true;
    return true;
  }

  private static Tunnel.Type type(String value) throws UsageException {
    for (Tunnel.Type type : Tunnel.Type.values()) {
      if (type.label().equals(value)) {
        return type;
      }
    }
    throw UsageException.value("tunnel type '" + value + "' is not ipip, gue or gre");
  }

  /** The server by what identifies it within its service. */
  Endpoint endpoint(ServiceKey key) {
    return new Endpoint(named.address(), named.port().orElse(port(key)));
  }

  /** The whole server. */
  Destination destination(ServiceKey key) throws UsageException {
    Endpoint wanted = endpoint(key);
    if (Family.of(wanted.address()) != key.family() && method != Method.TUNNEL) {
      throw UsageException.value(
          "real server %s and service %s are of different families".formatted(wanted, key)
              + "; only a tunnel (-i) leads from one to the other");
    }
    // Only masquerading can change the port; the packet is otherwise what the client sent.
    boolean own = method == Method.MASQ || key instanceof ServiceKey.Fwmark;
    Endpoint endpoint = own ? wanted : new Endpoint(wanted.address(), port(key));
    return new Destination(endpoint, method, weight, upper, lower, tunnel());
  }

  private static int port(ServiceKey key) {
    return key instanceof ServiceKey.Address it ? it.endpoint().port() : 0;
  }

  private Tunnel tunnel() throws UsageException {
    if (tunnelled && method != Method.TUNNEL) {
      throw UsageException.value("options of tunnels need the forwarding method tunnel (-i)");
    }
    if (type == Tunnel.Type.GUE && port == 0) {
      throw UsageException.value("a tunnel of type gue needs --tun-port, 1 to 65535");
    }
    if (type != Tunnel.Type.GUE && port != 0) {
      throw UsageException.value("--tun-port goes with --tun-type gue, not " + type.label());
    }
    if (checksums.size() > 1) {
      throw UsageException.value("of --tun-nocsum, --tun-csum and --tun-remcsum only one may be");
    }
    for (Tunnel.Checksum checksum : checksums) {
      // An IP-in-IP header has none, so that to refuse one makes no sense either.
      if (type == Tunnel.Type.IPIP || !Tunnel.allows(type, checksum)) {
        throw UsageException.value(
            "--tun-%s does not go with --tun-type %s".formatted(checksum.label(), type.label()));
      }
      return new Tunnel(type, port, checksum);
    }
    return new Tunnel(type, port, Tunnel.Checksum.NOCSUM);
  }
}
