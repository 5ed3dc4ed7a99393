package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sends back what comes, on thousands of connections, in the thread that calls it. */
final class EchoServer {
  private static final int BACKLOG = 4_096;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(4_096);

  private EchoServer(Selector selector) {
    this.selector = selector;
  }

  /** Serves a port of all addresses until the selector or the listener fails. */
  static void serve(int port) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(port), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      EchoServer server = new EchoServer(selector);
      while (true) {
        selector.select(server::ready);
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      } else if (key.attachment() != null) {
        flush(key, (ByteBuffer) key.attachment());
      } else {
        echo(key);
      }
    } catch (IOException gone) {
      close(key);
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    for (SocketChannel peer = listener.accept(); peer != null; peer = listener.accept()) {
      peer.configureBlocking(false);
      peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
      peer.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SelectionKey key) throws IOException {
    SocketChannel peer = (SocketChannel) key.channel();
    buffer.clear();
    if (peer.read(buffer) < 0) {
      peer.close();
      return;
    }
    buffer.flip();
    peer.write(buffer);
    if (buffer.hasRemaining()) {
      // It reads nothing more of this peer until the peer has taken what is its own.
      key.attach(ByteBuffer.allocate(buffer.remaining()).put(buffer).flip());
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  private static void flush(SelectionKey key, ByteBuffer rest) throws IOException {
    ((SocketChannel) key.channel()).write(rest);
    if (!rest.hasRemaining()) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // The peer went away; that is its right.
    }
  }
}
