package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that lives as long as the load does: a line out, the same line back, and again. */
final class LongLived implements Load.Member {
  private static final byte[] LINE = "still here?\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer echo = ByteBuffer.allocate(LINE.length);
  private final SocketChannel channel;
  private boolean connected;
  private boolean awaitsEcho;
  private long echoes;
  private String broken;
  private long brokenAt;

  /** Begins to connect, from a local port that is free, or from any if it is 0. */
  LongLived(Selector selector, int port, InetSocketAddress target) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    // Its end is a reset: it leaves no state behind at the server, which the next one would meet.
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.bind(new InetSocketAddress(port));
    channel.connect(target);
    channel.register(selector, SelectionKey.OP_CONNECT, this);
  }

  /** Sends the next line, unless the last one has not come back yet. */
  void send() {
    if (connected && !awaitsEcho && broken == null) {
      try {
        channel.write(ByteBuffer.wrap(LINE));
        awaitsEcho = true;
      } catch (IOException e) {
        fail(e.getMessage());
      }
    }
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        connected = channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        return;
      }
      if (channel.read(echo) < 0) {
        fail("closed by the other end");
      } else if (!echo.hasRemaining()) {
        echo.clear();
        awaitsEcho = false;
        echoes++;
      }
    } catch (IOException e) {
      fail(e.getMessage());
    }
  }

  private void fail(String why) {
    broken = why;
    brokenAt = System.nanoTime();
    try {
      channel.close();
    } catch (IOException e) {
      // Broken is broken.
    }
  }

  /** Whether the handshake is done, or has failed. */
  boolean answered() {
    return connected || broken != null;
  }

  /** Whether a line has come back at least once. */
  boolean proven() {
    return echoes > 0;
  }

  /** Whether nothing is owed to it: it is broken, or its last line has come back. */
  boolean settled() {
    return broken != null || (connected && !awaitsEcho);
  }

  /** Why it is broken, or null while it lives; silence counts once {@link #settled} was awaited. */
  String verdict() {
    return broken != null ? broken : settled() ? null : "no echo";
  }

  /** When it broke, by the host's monotonic clock in nanoseconds; 0 while it lives. */
  long brokenAt() {
    return brokenAt;
  }
}
