package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One HTTP request on a connection of its own, without blocking. */
final class Attempt implements Load.Member {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final long start = System.nanoTime();
  private final Load load;
  private final ByteBuffer answer = ByteBuffer.allocate(512);
  private SocketChannel channel;

  private Attempt(Load load) {
    this.load = load;
  }

  static Attempt start(Load load, Selector selector, InetSocketAddress target) {
    Attempt attempt = new Attempt(load);
    try {
      attempt.channel = SocketChannel.open();
      attempt.channel.configureBlocking(false);
      attempt.channel.connect(target);
      attempt.channel.register(selector, SelectionKey.OP_CONNECT, attempt);
    } catch (IOException e) {
      attempt.end(e.getMessage());
    }
    return attempt;
  }

  long start() {
    return start;
  }

  boolean open() {
    return channel != null && channel.isOpen();
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(ByteBuffer.wrap(REQUEST));
        key.interestOps(SelectionKey.OP_READ);
      } else if (channel.read(answer) < 0) {
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        end(text.startsWith("HTTP/1.1 200") && text.contains("\r\n\r\n") ? null : "cut short");
      }
    } catch (IOException e) {
      end(e.getMessage());
    }
  }

  /** Ends it; {@code failure} is null for a whole answer. */
  void end(String failure) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What it was for has been decided already.
    }
    load.ended(new LoadLog.Request(start, System.nanoTime(), failure));
  }
}
