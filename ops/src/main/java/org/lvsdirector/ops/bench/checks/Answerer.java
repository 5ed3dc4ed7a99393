package org.lvsdirector.ops.bench.checks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * All servers in one: a program that answers every request on port 80 and closes, on any address.
 */
public final class Answerer {
  private static final int BACKLOG = 4096;
  private static final ByteBuffer ANSWER =
      ByteBuffer.wrap(
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
              .getBytes(StandardCharsets.US_ASCII));

  private final ByteBuffer heard = ByteBuffer.allocateDirect(4096);
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();

  private Answerer() throws IOException {
    listener.bind(new InetSocketAddress(Workload.PORT), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Serves until it is killed. */
  public static void main(String[] args) throws IOException {
    Answerer all = new Answerer();
    while (true) {
      all.turn();
    }
  }

  private void turn() throws IOException {
    selector.select();
    for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.isAcceptable()) {
        accept();
      } else {
        serve((SocketChannel) key.channel());
      }
    }
  }

  private void accept() throws IOException {
    for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
      client.configureBlocking(false);
      client.register(selector, SelectionKey.OP_READ);
    }
  }

  /** One segment is a request as long as those who ask here send them. */
  private void serve(SocketChannel client) throws IOException {
    try (client) {
      heard.clear();
      if (client.read(heard) > 0) {
        client.write(ANSWER.duplicate());
      }
    } catch (IOException gone) {
      // The client reset the connection; that is its right.
    }
  }
}
