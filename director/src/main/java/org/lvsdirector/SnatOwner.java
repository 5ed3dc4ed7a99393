package org.lvsdirector;

import java.time.Instant;

/**
 * Whose connection it is that a server sees from a port of a SNAT address.
 *
 * @param client address and port of the client
 * @param service name of the virtual service; empty when none is configured there any more
 * @param address what the client connected to
 * @param server towards which the port is taken; several servers may each see the same port
 * @param since when it was opened; 1970 when the kernel does not keep that
 *     (net.netfilter.nf_conntrack_timestamp)
 */
public record SnatOwner(
    String client, String protocol, String service, String address, String server, Instant since) {}
