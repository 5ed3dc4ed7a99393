package org.lvsdirector.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.lvsdirector.config.TlsFiles;

/** Reads what the API proves itself with. Blocks. */
final class Certificates {
  private Certificates() {}

  /**
   * The files as they are now.
   *
   * @throws IOException when one cannot be used; the message names it
   */
  static ServerSSLOptions read(TlsFiles files) throws IOException {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(
        new PemKeyCertOptions()
            .addCertValue(certificates(files.certificate()))
            .addKeyValue(key(files.key())));
    if (files.clientCa().isPresent()) {
      options
          .setClientAuth(ClientAuth.REQUEST)
          .setTrustOptions(
              new PemTrustOptions().addCertValue(certificates(files.clientCa().get())));
    }
    return options;
  }

  /** Has a server begin with them. */
  static void into(HttpServerOptions server, ServerSSLOptions options) {
    server.setSsl(true).setKeyCertOptions(options.getKeyCertOptions());
    if (options.getTrustOptions() != null) {
      server.setClientAuth(options.getClientAuth()).setTrustOptions(options.getTrustOptions());
    }
  }

  private static Buffer certificates(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      int count =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .size();
      if (count == 0) {
        throw new IOException("there is no certificate in " + file);
      }
    } catch (CertificateException e) {
      throw new IOException("no certificates (PEM): " + file + ": " + e.getMessage(), e);
    }
    return Buffer.buffer(bytes);
  }

  private static Buffer key(Path file) throws IOException {
    String text = Files.readString(file);
    if (!text.contains("PRIVATE KEY-----")) {
      throw new IOException("there is no private key (PEM, PKCS#8) in " + file);
    }
    return Buffer.buffer(text);
  }
}
