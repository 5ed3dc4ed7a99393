package org.lvsdirector.healthcheck.reactor;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** A connection where there is no epoll, or netty's native library for it is missing. */
final class NioConnection extends LoopConnection implements NioIoHandle {
  private final SocketChannel channel;
  private final boolean kept;

  private NioConnection(
      SocketChannel channel, ConnectionListener listener, ByteBuffer scratch, boolean kept) {
    super(listener, scratch);
    this.channel = channel;
    this.kept = kept;
  }

  static NioConnection open(
      IoEventLoop loop, Route route, ConnectionListener listener, ByteBuffer scratch)
      throws IOException {
    if (route.mark().isPresent() || route.device().isPresent()) {
      throw new IOException(
          "marks and devices need Linux and the library netty-transport-native-epoll");
    }
    SocketChannel channel = SocketChannel.open();
    NioConnection connection =
        new NioConnection(channel, listener, scratch, route.keeping().isPresent());
    try {
      channel.configureBlocking(false);
      prepare(channel, route);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    try {
      channel.connect(route.target());
      IoRegistration own = loop.register(connection).syncUninterruptibly().getNow();
      connection.registered(own);
      own.submit(NioIoOps.CONNECT);
    } catch (IOException e) {
      loop.execute(() -> connection.fail(e));
    }
    return connection;
  }

  private static void prepare(SocketChannel channel, Route route) throws IOException {
    if (route.source().isPresent()) {
      channel.bind(new InetSocketAddress(route.source().get(), 0));
    }
    if (route.keeping().isPresent()) {
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      int idle = (int) Math.max(1, route.keeping().get().idle().toSeconds());
      setWhereKnown(channel, ExtendedSocketOptions.TCP_KEEPIDLE, idle);
      setWhereKnown(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
      setWhereKnown(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, 1);
    } else {
      setWhereKnown(channel, ExtendedSocketOptions.TCP_QUICKACK, false);
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
  }

  private static <T> void setWhereKnown(SocketChannel channel, SocketOption<T> option, T value)
      throws IOException {
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, value);
    }
  }

  @Override
  public SelectableChannel selectableChannel() {
    return channel;
  }

  @Override
  boolean finishConnect() throws IOException {
    return channel.finishConnect();
  }

  @Override
  void stands(IoRegistration own) {
    own.submit(kept ? NioIoOps.READ : NioIoOps.NONE);
  }

  @Override
  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  void closeSocket() throws IOException {
    channel.close();
  }
}
