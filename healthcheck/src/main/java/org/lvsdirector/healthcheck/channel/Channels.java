package org.lvsdirector.healthcheck.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.lvsdirector.healthcheck.Origin;

/**
 * Opens connected sockets on an event loop. Where a probe has to come from is settled before the
 * first packet leaves; a socket that cannot be made so is not used at all.
 */
public final class Channels {
  private Channels() {}

  /**
   * Opens a TCP connection.
   *
   * @throws io.netty.channel.ChannelException when this machine has no socket as asked for
   */
  public static ChannelFuture stream(
      EventLoop loop,
      InetSocketAddress target,
      Origin origin,
      Duration timeout,
      ChannelHandler handler) {
    Channel channel = isNative(loop) ? new EpollSocketChannel() : new NioSocketChannel();
    int millis = (int) Math.max(1, timeout.toMillis());
    configure(channel, origin);
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis);
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    return connect(loop, channel, target, origin, handler);
  }

  /**
   * Opens a UDP socket that hears its target alone, and the target's ICMP errors.
   *
   * @throws io.netty.channel.ChannelException when this machine has no socket as asked for
   */
  public static ChannelFuture datagram(
      EventLoop loop, InetSocketAddress target, Origin origin, ChannelHandler handler) {
    SocketProtocolFamily family =
        target.getAddress() instanceof Inet6Address
            ? SocketProtocolFamily.INET6
            : SocketProtocolFamily.INET;
    Channel channel =
        isNative(loop) ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    configure(channel, origin);
    return connect(loop, channel, target, origin, handler);
  }

  /** Connects a socket that was made elsewhere, such as one for ICMP. */
  public static ChannelFuture adopt(
      EventLoop loop,
      Channel channel,
      InetSocketAddress target,
      Origin origin,
      ChannelHandler handler) {
    configure(channel, origin);
    return connect(loop, channel, target, origin, handler);
  }

  /** Sends; a failure shows on the channel itself. */
  public static void send(Channel channel, Object message) {
    var unused = channel.writeAndFlush(message);
  }

  /** Closes, after what was sent. */
  public static void close(Channel channel) {
    var unused = channel.close();
  }

  private static ChannelFuture connect(
      EventLoop loop,
      Channel channel,
      InetSocketAddress target,
      Origin origin,
      ChannelHandler handler) {
    SocketAddress local = origin.address().map(it -> new InetSocketAddress(it, 0)).orElse(null);
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> channel)
        .disableResolver()
        .handler(handler)
        .connect(target, local);
  }

  private static void configure(Channel channel, Origin origin) {
    try {
      SocketOptions.apply(channel, origin);
      if (origin.address().isPresent() && channel instanceof EpollSocketChannel) {
        // The port is chosen with the target in view; otherwise an address would have only as many.
        channel.config().setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
    } catch (RuntimeException e) {
      channel.unsafe().closeForcibly();
      throw e;
    }
  }

  /** Whether the loop is of the transport that knows marks and adopts sockets. */
  public static boolean isNative(EventLoop loop) {
    return loop instanceof IoEventLoop it && it.isIoType(EpollIoHandler.class);
  }
}
