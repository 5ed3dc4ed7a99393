package org.lvsdirector.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.healthcheck.Check;

/**
 * A virtual service as an operator configures it.
 *
 * @param name unique in the configuration
 * @param persistence how long a client stays on its server; zero = not persistent; whole seconds
 * @param persistencePrefix prefix length by which clients are grouped for persistence
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
    Duration persistence,
    int persistencePrefix,
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
        persistence,
        persistencePrefix,
        onePacket,
        onDown,
        check,
        sorryServer,
        others);
  }
}
