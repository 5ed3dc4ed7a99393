package org.lvsdirector.healthcheck.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a probe speaks TLS.
 *
 * @param verify whether the server's certificate has to be good, and for the right name
 * @param authorities certificates in PEM that are trusted; empty = those that the JDK trusts
 * @param serverName the name asked for (SNI, RFC 6066) and verified; empty = the server's address
 * @param identity what the probe shows of itself where a server asks
 * @param warnDays with how many days or fewer left a certificate is warned of
 */
public record Tls(
    boolean verify,
    Optional<Path> authorities,
    Optional<String> serverName,
    Optional<Identity> identity,
    int warnDays) {
  /** Encryption with whoever answers. */
  public static final Tls BLIND =
      new Tls(false, Optional.empty(), Optional.empty(), Optional.empty(), 14);

  /**
   * A client's certificate.
   *
   * @param certificates the chain in PEM, the client's own first
   * @param key its private key in PEM (PKCS #8, unencrypted)
   */
  public record Identity(Path certificates, Path key) {}
}
