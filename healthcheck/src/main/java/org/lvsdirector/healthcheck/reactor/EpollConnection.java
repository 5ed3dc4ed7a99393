package org.lvsdirector.healthcheck.reactor;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection on Linux: a bare socket in the loop's epoll set, five system calls and a close. */
final class EpollConnection extends LoopConnection implements EpollIoHandle {
  private static final EpollIoOps READING = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP);

  private final LinuxSocket socket;
  private final boolean kept;

  private EpollConnection(
      LinuxSocket socket, ConnectionListener listener, ByteBuffer scratch, boolean kept) {
    super(listener, scratch);
    this.socket = socket;
    this.kept = kept;
  }

  static EpollConnection open(
      IoEventLoop loop, Route route, ConnectionListener listener, ByteBuffer scratch)
      throws IOException {
    LinuxSocket socket = socket(route);
    EpollConnection connection =
        new EpollConnection(socket, listener, scratch, route.keeping().isPresent());
    try {
      prepare(socket, route);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    try {
      socket.connect(route.target());
      IoRegistration own = loop.register(connection).syncUninterruptibly().getNow();
      connection.registered(own);
      own.submit(EpollIoOps.EPOLLOUT);
    } catch (IOException e) {
      loop.execute(() -> connection.fail(e));
    }
    return connection;
  }

  private static LinuxSocket socket(Route route) throws IOException {
    try {
      return LinuxSocket.newSocketStream(route.target().getAddress() instanceof Inet6Address);
    } catch (ChannelException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  private static void prepare(LinuxSocket socket, Route route) throws IOException {
    if (route.mark().isPresent()) {
      socket.setIntOpt(Options.SOL_SOCKET, Options.SO_MARK, route.mark().getAsInt());
    }
    if (route.device().isPresent()) {
      byte[] name = (route.device().get() + '\0').getBytes(StandardCharsets.US_ASCII);
      socket.setRawOpt(Options.SOL_SOCKET, Options.SO_BINDTODEVICE, ByteBuffer.wrap(name));
    }
    if (route.source().isPresent()) {
      socket.setIntOpt(Options.IPPROTO_IP, Options.IP_BIND_ADDRESS_NO_PORT, 1);
      socket.bind(new InetSocketAddress(route.source().get(), 0));
    }
    if (route.keeping().isPresent()) {
      Route.Keeping keeping = route.keeping().get();
      socket.setKeepAlive(true);
      int idle = (int) Math.max(1, keeping.idle().toSeconds());
      socket.setIntOpt(Options.IPPROTO_TCP, Options.TCP_KEEPIDLE, idle);
      socket.setIntOpt(Options.IPPROTO_TCP, Options.TCP_KEEPINTVL, 1);
      int silence = (int) keeping.silence().toMillis();
      socket.setIntOpt(Options.IPPROTO_TCP, Options.TCP_USER_TIMEOUT, silence);
    } else {
      socket.setIntOpt(Options.IPPROTO_TCP, Options.TCP_QUICKACK, 0);
      socket.setSoLinger(0);
    }
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }

  @Override
  boolean finishConnect() throws IOException {
    return socket.finishConnect();
  }

  @Override
  void stands(IoRegistration own) {
    if (kept) {
      own.submit(READING);
    }
  }

  @Override
  int read(ByteBuffer into) throws IOException {
    return socket.read(into, 0, into.capacity());
  }

  @Override
  void closeSocket() throws IOException {
    socket.close();
  }
}
