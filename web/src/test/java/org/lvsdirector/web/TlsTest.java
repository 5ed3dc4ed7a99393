package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.config.TlsFiles;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

class TlsTest {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Pem own;
  private Pem scraper;
  private ApiServer server;

  @BeforeEach
  void serve() throws Exception {
    own = Pem.make(folder, "own");
    scraper = Pem.make(folder, "scraper");
    Path tokens = folder.resolve("tokens.yaml");
    Files.writeString(
        tokens,
        """
        - {name: bob, token: operator-token-0123456789, role: operator}
        - {name: prometheus, certificate: scraper, role: viewer}
        """);
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    server = new ApiServer(new FakeNode(), config(own, tokens));
    vertx.deployVerticle(server).await(20, TimeUnit.SECONDS);
  }

  private ApiConfig config(Pem pem, Path tokens) {
    return new ApiConfig(
        new Endpoint(Addresses.parse("127.0.0.1").orElseThrow(), 0),
        Optional.of(new TlsFiles(pem.certificate(), pem.key(), Optional.of(scraper.certificate()))),
        Optional.empty(),
        Optional.of(tokens),
        Optional.empty(),
        0,
        false);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private HttpResponse<String> get(Pem trusted, Optional<Pem> client, String... headers)
      throws Exception {
    return send(trusted, client, HttpRequest.newBuilder().GET(), "/api/v1/session", headers);
  }

  private HttpResponse<String> send(
      Pem trusted,
      Optional<Pem> client,
      HttpRequest.Builder request,
      String path,
      String... headers)
      throws Exception {
    request.uri(URI.create("https://127.0.0.1:" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newBuilder()
        .sslContext(context(trusted, client))
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  private static SSLContext context(Pem trusted, Optional<Pem> client) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", Pem.load(trusted.store()).getCertificate("own"));
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trust);
    KeyManager[] keys = null;
    if (client.isPresent()) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(Pem.load(client.get().store()), Pem.PASSWORD);
      keys = new KeyManager[] {new Insistent((X509ExtendedKeyManager) factory.getKeyManagers()[0])};
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusts.getTrustManagers(), null);
    return context;
  }

  /** Shows its certificate also where the server wants one of somebody else's. */
  private static final class Insistent extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;

    Insistent(X509ExtendedKeyManager keys) {
      this.keys = keys;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return keys.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.getPrivateKey(alias);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }
  }

  @Test
  void aTokenIsGoodByTlsAndBuysASecureCookie() throws Exception {
    assertThat(get(own, Optional.empty()).statusCode()).isEqualTo(401);
    String[] bearer = {"Authorization", "Bearer operator-token-0123456789"};
    assertThat(get(own, Optional.empty(), bearer).body()).contains("\"role\":\"operator\"");
    HttpRequest.Builder logIn =
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"operator-token-0123456789\"}"));
    var answer = send(own, Optional.empty(), logIn, "/api/v1/session");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
  }

  @Test
  void aCertificateThatIsNamedAndSignedStandsForItsHolder() throws Exception {
    assertThat(get(own, Optional.of(scraper)).body())
        .contains("\"name\":\"prometheus\"", "\"role\":\"viewer\"", "\"by\":\"certificate\"");
  }

  @Test
  void aCertificateOfAnotherSignerIsRefused() throws Exception {
    Pem stranger = Pem.make(folder, "stranger");
    assertThatThrownBy(() -> get(own, Optional.of(stranger)).statusCode())
        .isInstanceOf(IOException.class);
  }

  @Test
  void anotherCertificateIsInForceWithoutARestart() throws Exception {
    Pem next = Pem.make(folder, "next");
    assertThatThrownBy(() -> get(next, Optional.empty())).isInstanceOf(SSLException.class);
    Files.copy(next.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(next.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
    Served.await(
        () -> {
          try {
            return get(next, Optional.empty()).statusCode() == 401;
          } catch (SSLException notYet) {
            return false;
          }
        });
  }

  @Test
  void filesThatAreNoneAreNamed() throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
    for (Pem bad :
        new Pem[] {
          new Pem(nothing, own.key(), own.store()), new Pem(own.certificate(), nothing, own.store())
        }) {
      ApiServer refused = new ApiServer(new FakeNode(), config(bad, folder.resolve("tokens.yaml")));
      assertThatThrownBy(() -> vertx.deployVerticle(refused).await(10, TimeUnit.SECONDS))
          .hasMessageContaining(nothing.toString());
    }
  }
}
