package org.lvsdirector.healthcheck.http;

import java.util.Optional;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Asks for a page.
 *
 * @param tls how to speak TLS; empty = plain HTTP
 * @param http2 whether to speak HTTP/2: as TLS agrees, or in the clear without asking
 * @param login who asks, where the server wants to know
 */
public record HttpProbe(
    Request request,
    Expectation expectation,
    Optional<Tls> tls,
    boolean http2,
    Optional<HttpLogin> login)
    implements Probe {}
