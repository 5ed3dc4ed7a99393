package org.lvsdirector.doctor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.realserver.Use;

/**
 * What a machine is to a virtual address.
 *
 * @param place where the clients' packets arrive: the VIP for dr and tun, the server's own address
 *     for nat and fullnat; empty where no TCP port is known
 * @param floating addresses that move with the master, one of which must be the gateway for nat
 * @param directors the directors' own addresses
 * @param ipip whether packets come wrapped in IP alone
 */
public record RealServerRole(
    ForwardingMethod forward,
    InetAddress vip,
    Optional<Endpoint> place,
    Set<InetAddress> floating,
    Set<InetAddress> directors,
    boolean ipip) {
  /** A role without a configuration: neither ports nor directors are known. */
  public static RealServerRole of(Use use) {
    ForwardingMethod forward = ForwardingMethod.valueOf(use.mode().toUpperCase(Locale.ROOT));
    Set<InetAddress> floating = use instanceof Use.Nat nat ? Set.of(nat.gateway()) : Set.of();
    return new RealServerRole(
        forward, use.vip(), Optional.empty(), floating, Set.of(), use instanceof Use.Tun);
  }

  /**
   * What a configuration makes of a machine with these addresses. Services by firewall mark are
   * left out: their VIPs are not known.
   */
  static List<RealServerRole> of(Config config, Set<InetAddress> own) {
    Set<InetAddress> floating =
        config.vipGroups().stream()
            .flatMap(group -> group.vips().stream())
            .map(Vip::address)
            .collect(Collectors.toSet());
    Set<InetAddress> directors =
        config.cluster().members().stream().map(Endpoint::address).collect(Collectors.toSet());
    Set<RealServerRole> roles = new LinkedHashSet<>();
    for (VirtualService service : config.services()) {
      if (service.key() instanceof ServiceKey.Address key) {
        service.servers().stream()
            .filter(server -> own.contains(server.endpoint().address()))
            .map(server -> role(service, key, server, floating, directors))
            .forEach(roles::add);
      }
    }
    return new ArrayList<>(roles);
  }

  private static RealServerRole role(
      VirtualService service,
      ServiceKey.Address key,
      RealServer server,
      Set<InetAddress> floating,
      Set<InetAddress> directors) {
    boolean toVip =
        Stream.of(ForwardingMethod.DR, ForwardingMethod.TUN).anyMatch(service.forward()::equals);
    Endpoint place =
        toVip
            ? new Endpoint(key.endpoint().address(), server.endpoint().port())
            : server.endpoint();
    return new RealServerRole(
        service.forward(),
        key.endpoint().address(),
        Optional.of(place).filter(it -> key.protocol() == Protocol.TCP && it.port() > 0),
        floating,
        directors,
        service.forward() == ForwardingMethod.TUN && server.tunnel().type() == Tunnel.Type.IPIP);
  }
}
