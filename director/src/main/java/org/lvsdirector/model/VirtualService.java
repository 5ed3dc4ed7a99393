package org.lvsdirector.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.healthcheck.Check;

/**
 * A virtual service as an operator configures it.
 *
 * @param name unique in the configuration
 * @param tunnel how packets to the sorry server are wrapped, and to each server that has no tunnel
 *     of its own; of no account unless it forwards by TUN
 * @param onePacket one-packet scheduling (UDP): every datagram is scheduled anew
 * @param checks how its servers are checked that have no checks of their own
 * @param policy how its servers share the traffic as they go and come back
 * @param sorryServer gets the traffic while no server may
 */
public record VirtualService(
    String name,
    ServiceKey key,
    Scheduler scheduler,
    Set<SchedulerFlag> flags,
    ForwardingMethod forward,
    Tunnel tunnel,
    Persistence persistence,
    boolean onePacket,
    OnDown onDown,
    Checks checks,
    PoolPolicy policy,
    Optional<Endpoint> sorryServer,
    List<RealServer> servers) {
  /** Copies the collections. */
  public VirtualService {
    flags = Set.copyOf(flags);
    servers = List.copyOf(servers);
  }

  /** A service with one check or none, in which every server has traffic by its own health. */
  public VirtualService(
      String name,
      ServiceKey key,
      Scheduler scheduler,
      Set<SchedulerFlag> flags,
      ForwardingMethod forward,
      Tunnel tunnel,
      Persistence persistence,
      boolean onePacket,
      OnDown onDown,
      Optional<Check> check,
      Optional<Endpoint> sorryServer,
      List<RealServer> servers) {
    this(
        name,
        key,
        scheduler,
        flags,
        forward,
        tunnel,
        persistence,
        onePacket,
        onDown,
        Checks.of(check),
        PoolPolicy.USUAL,
        sorryServer,
        servers);
  }

  /** How a server of it is checked. */
  public Checks checksOf(RealServer server) {
    return server.checks().orElse(checks);
  }

  /** The same service with other servers. */
  public VirtualService withServers(List<RealServer> others) {
    return new VirtualService(
        name,
        key,
        scheduler,
        flags,
        forward,
        tunnel,
        persistence,
        onePacket,
        onDown,
        checks,
        policy,
        sorryServer,
        others);
  }
}
