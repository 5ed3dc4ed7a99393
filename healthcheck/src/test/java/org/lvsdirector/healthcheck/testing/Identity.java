package org.lvsdirector.healthcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.healthcheck.tls.Tls;

/** A certificate signed by itself, and its key, as files in PEM. */
public record Identity(Path certificate, Path key) {
  private static final String PASSWORD = "secret";

  /** Makes a certificate for a name and 127.0.0.1 that began a day ago. */
  public static Identity create(Path folder, String name, int days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "own",
                "-startdate",
                "-1d",
                "-validity",
                String.valueOf(days + 1),
                "-dname",
                "CN=" + name,
                "-ext",
                "BC=ca:true",
                "-ext",
                "SAN=dns:" + name + ",ip:127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return unpack(store, folder, name);
  }

  private static Identity unpack(Path store, Path folder, String name)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = keys.getCertificate("own").getEncoded();
    byte[] key = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
    return new Identity(
        Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate)),
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key)));
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what);
  }

  /** For a server that shows it. */
  public PemKeyCertOptions forServer() {
    return new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
  }

  /** For a probe that shows it. */
  public Tls.Identity forProbe() {
    return new Tls.Identity(certificate, key);
  }
}
