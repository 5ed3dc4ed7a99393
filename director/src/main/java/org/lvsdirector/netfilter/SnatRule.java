package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.List;
import org.lvsdirector.model.ServiceKey;

/**
 * What happens to the source address of one service's connections on their way to a server.
 *
 * @param servers where the packets of a fwmark service go; of no account for others
 * @param sources the addresses to take; a client always gets the same one of them, on every
 *     director. Empty = the address stays as it is, whatever a later rule of ours says
 */
public record SnatRule(ServiceKey service, List<InetAddress> servers, List<InetAddress> sources) {
  /** Copies the lists. */
  public SnatRule {
    servers = List.copyOf(servers);
    sources = List.copyOf(sources);
  }
}
