package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Source;

/** Reads {@code api.tls:}. */
final class TlsSection {
  static final Key<String> CERTIFICATE =
      Key.required(
          "certificate",
          TextKinds.FILE,
          "The node's certificate and those that signed it (PEM); read again when it changes.");
  static final Key<String> KEY =
      Key.required("key", TextKinds.FILE, "The key to the certificate (PEM, PKCS#8).");
  static final Key<String> CLIENT_CA =
      Key.optional(
          "client-ca",
          TextKinds.FILE,
          "none, clients prove themselves by tokens only",
          "Certificates (PEM) that sign those of clients; who they are for the API says the"
              + " tokens-file.");

  static final Section SECTION = new Section("api.tls", List.of(CERTIFICATE, KEY, CLIENT_CA));

  private TlsSection() {}

  static Optional<TlsFiles> read(Mapping m, Source source) {
    m.require(CERTIFICATE);
    m.require(KEY);
    var certificate = source.readable(m, CERTIFICATE);
    var key = source.readable(m, KEY);
    var clientCa = source.readable(m, CLIENT_CA);
    return certificate.isPresent() && key.isPresent()
        ? Optional.of(new TlsFiles(certificate.get(), key.get(), clientCa))
        : Optional.empty();
  }
}
