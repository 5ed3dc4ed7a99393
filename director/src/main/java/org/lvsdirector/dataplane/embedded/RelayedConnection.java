package org.lvsdirector.dataplane.embedded;

import java.time.Duration;
import org.lvsdirector.model.Endpoint;

/**
 * A connection that the process forwards.
 *
 * @param service what the client connected to
 * @param established whether the server has taken it; otherwise it is being asked
 * @param left until it is reset if nothing is said on it
 */
public record RelayedConnection(
    Endpoint client, Endpoint service, Endpoint server, boolean established, Duration left) {}
