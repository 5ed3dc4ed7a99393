package org.lvsdirector.config.check;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.healthcheck.tls.Tls;

/** Reads how a check speaks TLS. */
final class TlsReader {
  private TlsReader() {}

  /** TLS, where tls or starttls ask for it. */
  static Optional<Tls> read(Mapping m) {
    boolean tls = m.get(SecurityKeys.TLS);
    boolean startTls = m.get(SecurityKeys.STARTTLS);
    if (tls && startTls) {
      m.spot(SecurityKeys.STARTTLS).fault("tls and starttls exclude each other; keep one");
    }
    return tls || startTls ? Optional.of(always(m)) : Optional.empty();
  }

  /** TLS, which nothing needs to ask for. */
  static Tls always(Mapping m) {
    Optional<Path> authorities = m.source().readable(m, SecurityKeys.CA_FILE);
    if (m.has(SecurityKeys.CA_FILE) && !m.get(SecurityKeys.VERIFY)) {
      m.spot(SecurityKeys.CA_FILE).fault("means nothing without verify: true; add that");
    }
    return new Tls(
        m.get(SecurityKeys.VERIFY),
        authorities,
        m.find(ProbeKeys.HOST).map(HttpKinds::withoutPort),
        identity(m),
        m.get(SecurityKeys.CERTIFICATE_DAYS));
  }

  private static Optional<Tls.Identity> identity(Mapping m) {
    if (m.has(SecurityKeys.CLIENT_CERTIFICATE) != m.has(SecurityKeys.CLIENT_KEY)) {
      m.spot(
              m.has(SecurityKeys.CLIENT_KEY)
                  ? SecurityKeys.CLIENT_KEY
                  : SecurityKeys.CLIENT_CERTIFICATE)
          .fault("client-certificate and client-key belong together; add the other");
    }
    Optional<Path> key = m.source().readable(m, SecurityKeys.CLIENT_KEY);
    return m.source()
        .readable(m, SecurityKeys.CLIENT_CERTIFICATE)
        .flatMap(certificate -> key.map(it -> new Tls.Identity(certificate, it)));
  }
}
