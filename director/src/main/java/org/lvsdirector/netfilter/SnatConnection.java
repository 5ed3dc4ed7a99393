package org.lvsdirector.netfilter;

import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

/**
 * A connection that has a port of a SNAT address.
 *
 * @param service what the client connected to
 * @param since when it was opened; empty where the kernel does not keep that
 */
public record SnatConnection(
    Protocol protocol,
    Endpoint client,
    Endpoint service,
    Endpoint server,
    Optional<Instant> since) {}
