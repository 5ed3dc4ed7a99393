package org.lvsdirector.healthcheck.http;

import org.lvsdirector.healthcheck.secret.Login;

/** Who asks, and how that is shown. */
public record HttpLogin(Login login, Scheme scheme) {
  /** How a password is shown. */
  public enum Scheme {
    /** As it is, with the first request (RFC 7617); for TLS. */
    BASIC,
    /** By a digest, once the server has asked for it (RFC 7616). */
    DIGEST
  }
}
