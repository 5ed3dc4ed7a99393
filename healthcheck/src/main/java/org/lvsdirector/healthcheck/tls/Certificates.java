package org.lvsdirector.healthcheck.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.lvsdirector.healthcheck.Findings;

/** How long the certificates last that a server has shown. */
public final class Certificates {
  private Certificates() {}

  /** Whole days until the first certificate of the chain expires; empty where none was shown. */
  public static OptionalInt days(SSLSession session, Instant now) {
    try {
      OptionalInt least = OptionalInt.empty();
      for (Certificate each : session.getPeerCertificates()) {
        if (each instanceof X509Certificate it) {
          int days = days(it.getNotAfter().toInstant(), now);
          least = OptionalInt.of(Math.min(days, least.orElse(days)));
        }
      }
      return least;
    } catch (SSLPeerUnverifiedException noCertificate) {
      return OptionalInt.empty();
    }
  }

  /** Whole days, rounded down: a certificate that ended an hour ago has −1. */
  static int days(Instant end, Instant now) {
    long days = Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, days));
  }

  /**
   * What to add to a success, e.g. {@code , certificate ends in 5 days}; empty when all is well.
   */
  public static String warning(Findings findings, int warnDays) {
    OptionalInt days = findings.certificateDays();
    if (days.isEmpty() || days.getAsInt() > warnDays) {
      return "";
    }
    int left = days.getAsInt();
    return left < 0
        ? ", but its certificate has expired"
        : ", but its certificate ends in " + left + (left == 1 ? " day" : " days");
  }
}
