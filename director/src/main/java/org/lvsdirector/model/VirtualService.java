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
 * @param check how its servers are checked; empty = always considered healthy
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
    Optional<Check> check,
    Optional<Endpoint> sorryServer,
    List<RealServer> servers) {
  /** Copies the collections. */
  public VirtualService {
    flags = Set.copyOf(flags);
    servers = List.copyOf(servers);
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
        check,
        sorryServer,
        others);
  }
}
