package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection between members, with TLS inside where there is a key. Its handshake has a deadline
 * at either end, because JGroups makes connections on threads that serve other members as well.
 */
final class MemberSocket extends Socket {
  /**
   * Best first. Without the optimizing compiler, whose memory a node spares, ChaCha20 costs a
   * quarter of what AES does.
   */
  private static final String[] CIPHERS = {
    "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"
  };

  private final Optional<SSLContext> tls;
  private final Deadlines deadlines;
  private final int deadline;
  private volatile SSLSocket secured;

  MemberSocket(Optional<SSLContext> tls, Deadlines deadlines, int deadline) {
    this.tls = tls;
    this.deadlines = deadlines;
    this.deadline = deadline;
  }

  @Override
  public void connect(SocketAddress peer, int timeout) throws IOException {
    super.connect(peer, timeout);
    secure(true, deadline);
  }

  /** Accepting end: authenticates the peer, or fails. */
  void accept(int ms) throws IOException {
    secure(false, ms);
  }

  private void secure(boolean client, int ms) throws IOException {
    if (tls.isEmpty()) {
      return;
    }
    try {
      deadlines.within(ms, this, () -> handshake(tls.get(), client));
    } catch (IOException failed) {
      Deadlines.close(this);
      throw failed;
    }
  }

  private void handshake(SSLContext context, boolean client) throws IOException {
    String host = getInetAddress().getHostAddress();
    SSLSocket layer =
        (SSLSocket) context.getSocketFactory().createSocket(this, host, getPort(), true);
    layer.setUseClientMode(client);
    layer.setEnabledProtocols(new String[] {"TLSv1.3"});
    layer.setEnabledCipherSuites(CIPHERS);
    if (!client) {
      layer.setNeedClientAuth(true);
    }
    layer.startHandshake();
    secured = layer;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    SSLSocket layer = secured;
    return layer == null ? super.getInputStream() : layer.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    SSLSocket layer = secured;
    return layer == null ? super.getOutputStream() : layer.getOutputStream();
  }
}
