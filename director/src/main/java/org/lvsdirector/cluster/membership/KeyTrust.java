package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.lvsdirector.model.Addresses;

/**
 * Trusts exactly the certificate of the shared key file, at both ends of a connection. Names and
 * validity are not looked at: whoever has the key is a member, and nobody else is.
 */
final class KeyTrust extends X509ExtendedTrustManager {
  private final X509Certificate own;
  private final Path file;
  private final Consumer<String> complaints;
  private final Runnable foreignMember;
  private final Set<InetAddress> strangers = ConcurrentHashMap.newKeySet();

  private KeyTrust(
      X509Certificate own, Path file, Consumer<String> complaints, Runnable foreignMember) {
    this.own = own;
    this.file = file;
    this.complaints = complaints;
    this.foreignMember = foreignMember;
  }

  /**
   * The TLS context of a key file.
   *
   * @param complaints told once of every address whose key is another one
   * @param foreignMember run whenever what listens at a member's address has another key
   */
  static SSLContext context(Path file, Consumer<String> complaints, Runnable foreignMember)
      throws ClusterException {
    ClusterKey.check(file);
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, ClusterKey.password());
      Certificate certificate = store.getCertificate(ClusterKey.ALIAS);
      if (!(certificate instanceof X509Certificate own) || !store.isKeyEntry(ClusterKey.ALIAS)) {
        throw new ClusterException(
            "cluster.key-file %s holds no key named %s; make one with lvs-director cluster-key"
                .formatted(file, ClusterKey.ALIAS));
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, ClusterKey.password());
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      TrustManager[] trust = {new KeyTrust(own, file, complaints, foreignMember)};
      context.init(keys.getKeyManagers(), trust, null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new ClusterException(
          "cluster.key-file %s is no key made by lvs-director cluster-key: %s"
              .formatted(file, unusable.getMessage()),
          unusable);
    }
  }

  private boolean trusted(X509Certificate[] chain) {
    return chain.length > 0 && chain[0].equals(own);
  }

  private void check(X509Certificate[] chain, Socket socket) throws CertificateException {
    if (trusted(chain)) {
      return;
    }
    InetAddress peer = socket.getInetAddress();
    if (strangers.add(peer)) {
      complaints.accept(
          "%s has another cluster key than this node's %s and is kept out; copy the same file to every member"
              .formatted(Addresses.text(peer), file));
    }
    throw new CertificateException("the peer's cluster key is another one");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (!trusted(chain)) {
      foreignMember.run();
    }
    check(chain, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only sockets are used");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only sockets are used");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only sockets are used");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only sockets are used");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
