package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/**
 * Where the REST API, dashboard and metrics are served, and to whom.
 *
 * @param tls how it proves itself and encrypts; empty = not at all
 * @param url as other machines reach it; empty = as it listens
 * @param tokensFile who may do what, absolute; empty = whoever can connect may see everything and
 *     change nothing
 * @param auditFile gets a line for every change; empty = the log alone does
 * @param rateLimit requests a second that an address may make in the long run; 0 = any number
 * @param insecure whether it may be served in clear text beyond the loopback addresses; without
 *     tokens, whether whoever can connect may do everything
 */
public record ApiConfig(
    Endpoint listen,
    Optional<TlsFiles> tls,
    Optional<String> url,
    Optional<Path> tokensFile,
    Optional<Path> auditFile,
    int rateLimit,
    boolean insecure) {
  /** How many requests a second are usual. */
  public static final int USUAL_RATE = 200;

  /** An API in clear text. */
  public ApiConfig(Endpoint listen, Optional<Path> tokensFile, boolean insecure) {
    this(
        listen,
        Optional.empty(),
        Optional.empty(),
        tokensFile,
        Optional.empty(),
        USUAL_RATE,
        insecure);
  }
}
