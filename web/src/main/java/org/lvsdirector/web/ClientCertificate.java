package org.lvsdirector.web;

import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The certificate that a client has shown, and that one of {@code api.tls.client-ca} has signed.
 *
 * @param fingerprint its SHA-256, in hexadecimal
 * @param commonName of its subject; empty where there is none
 */
record ClientCertificate(String fingerprint, String commonName) {
  static Optional<ClientCertificate> of(RoutingContext context) {
    SSLSession session = context.request().sslSession();
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? Optional.of(of(own))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  static ClientCertificate of(X509Certificate certificate) {
    try {
      String name =
          new LdapName(certificate.getSubjectX500Principal().getName())
              .getRdns().stream()
                  .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                  .map(Rdn::getValue)
                  .map(String::valueOf)
                  .findFirst()
                  .orElse("");
      byte[] digest = Digests.sha256(certificate.getEncoded());
      return new ClientCertificate(HexFormat.of().formatHex(digest), name);
    } catch (InvalidNameException | CertificateEncodingException unusable) {
      return new ClientCertificate("", "");
    }
  }
}
