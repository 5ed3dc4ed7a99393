package org.lvsdirector.healthcheck.grpc;

import java.util.Optional;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Asks a server for its health by {@code grpc.health.v1.Health/Check}
 * (https://github.com/grpc/grpc/blob/master/doc/health-checking.md).
 *
 * @param service whose health; empty text = the server's as a whole
 * @param host the authority that is asked for; empty = the server's own address and port
 * @param tls how to speak TLS; empty = HTTP/2 in the clear
 */
public record GrpcProbe(String service, Optional<String> host, Optional<Tls> tls)
    implements Probe {}
