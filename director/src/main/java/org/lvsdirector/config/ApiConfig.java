package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/**
 * Where the REST API, dashboard and metrics are served, and to whom.
 *
 * @param tokensFile who may do what, absolute; empty = whoever can connect may see everything and
 *     change nothing
 * @param insecure whether it may be served in clear text beyond the loopback addresses; without
 *     tokens, whether whoever can connect may do everything
 */
public record ApiConfig(Endpoint listen, Optional<Path> tokensFile, boolean insecure) {}
