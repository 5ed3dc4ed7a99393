package org.lvsdirector.healthcheck.mail;

import java.util.Optional;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Whether and when a mail server is spoken to in TLS.
 *
 * @param tls how; empty = in the clear throughout
 * @param startTls begins in the clear and asks for TLS (RFC 3207, RFC 2595) instead of beginning
 *     with it (RFC 8314)
 */
public record MailTls(Optional<Tls> tls, boolean startTls) {
  /** In the clear. */
  public static final MailTls NONE = new MailTls(Optional.empty(), false);

  boolean asked() {
    return tls.isPresent() && startTls;
  }
}
