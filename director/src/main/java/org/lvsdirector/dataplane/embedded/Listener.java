package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netlink.ReusePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket; confined to the acceptor's thread. */
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1024;

  private final Endpoint endpoint;
  private final ServerSocketChannel socket;
  private final SelectionKey key;
  private final BiConsumer<Endpoint, SocketChannel> onConnection;

  /**
   * Binds and listens.
   *
   * @throws IOException when it can not; the message names address, port, reason and remedy
   */
  Listener(Endpoint endpoint, Selector selector, BiConsumer<Endpoint, SocketChannel> onConnection)
      throws IOException {
    this.endpoint = endpoint;
    this.onConnection = onConnection;
    boolean six = endpoint.address() instanceof Inet6Address;
    socket =
        ServerSocketChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      // The next holder listens before this one lets go, so that no connection is refused between.
      socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      socket.configureBlocking(false);
      socket.bind(new InetSocketAddress(endpoint.address(), endpoint.port()), BACKLOG);
      key = socket.register(selector, SelectionKey.OP_ACCEPT, this);
    } catch (IOException e) {
      socket.close();
      throw new IOException("cannot listen on " + endpoint + ": " + explain(e), e);
    }
  }

  private static String explain(IOException e) {
    String words = String.valueOf(e.getMessage());
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("in use")) {
      return words + "; find who has the port with: ss -ltnp";
    }
    if (lower.contains("cannot assign")) {
      return words
          + "; the embedded data plane listens on addresses that this machine has, such as"
          + " 127.0.0.0/8";
    }
    if (lower.contains("permission denied")) {
      return words + "; ports below 1024 need CAP_NET_BIND_SERVICE";
    }
    return words;
  }

  /** Hands over the connections that wait. */
  void accept() throws IOException {
    for (SocketChannel next = socket.accept(); next != null; next = socket.accept()) {
      onConnection.accept(endpoint, next);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Lets the other listener on the same address and port, if there is one, have all connections
   * from now on.
   *
   * @return whether there is one; then those who are in the middle of connecting still come here
   */
  boolean stepBack() {
    try {
      return ReusePort.leaveToSecond(new InetSocketAddress(endpoint.address(), endpoint.port()));
    } catch (IOException e) {
      log.warn("A client may be reset in the hand-over of {}: {}", endpoint, e.getMessage());
      return false;
    }
  }

  /**
   * Stops listening.
   *
   * @param serveWaiting whether connections that the kernel has completed already are served; the
   *     kernel resets them otherwise
   */
  void close(boolean serveWaiting) {
    try {
      key.cancel();
      // Without this the descriptor would stay open, and go on taking connections, until the
      // selector's next turn.
      key.selector().selectNow();
      if (serveWaiting) {
        accept();
      }
    } catch (IOException e) {
      log.warn("Connections that waited at {} are lost: {}", endpoint, e.getMessage());
    }
    try {
      socket.close();
    } catch (IOException e) {
      log.warn("The listener on {} did not close: {}", endpoint, e.getMessage());
    }
  }
}
