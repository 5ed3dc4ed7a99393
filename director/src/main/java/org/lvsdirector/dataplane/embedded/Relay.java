package org.lvsdirector.dataplane.embedded;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lvsdirector.model.Endpoint;

/**
 * One client connection with its connection to a real server; confined to the event loop.
 *
 * <p>Nothing is read from the client before a server has taken the connection, so one that does not
 * answer costs the client nothing but time: the next is tried.
 */
final class Relay {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int SERVERS_TRIED = 3;
  private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final EventLoop loop;
  private final Balancer balancer;
  private final Flow flow;
  private final Consumer<Relay> onEnd;
  private final Side client;
  private final Set<Endpoint> refusing = new HashSet<>();
  private Optional<Target> target = Optional.empty();
  private Optional<Side> server = Optional.empty();
  private long lastActivity = System.nanoTime();
  private boolean established;
  private boolean ended;

  Relay(
      EventLoop loop,
      Balancer balancer,
      java.nio.channels.SocketChannel accepted,
      Flow flow,
      Consumer<Relay> onEnd) {
    this.loop = loop;
    this.balancer = balancer;
    this.flow = flow;
    this.onEnd = onEnd;
    SocketChannel channel = new NioSocketChannel(null, accepted);
    configure(channel);
    client =
        new Side(
            this,
            channel,
            bytes -> {
              balancer.counters().in(bytes);
              target.ifPresent(to -> to.counters().in(bytes));
            });
    channel.pipeline().addLast(client);
  }

  private static void configure(SocketChannel channel) {
    channel.config().setAutoRead(false);
    channel.config().setAllowHalfClosure(true);
    channel.config().setTcpNoDelay(true);
    channel.config().setKeepAlive(true);
    channel.config().setWriteBufferWaterMark(WATER);
    channel
        .config()
        .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2));
  }

  void start() {
    loop.register(client.channel())
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                connect();
              } else {
                abort();
              }
            });
  }

  private void connect() {
    target =
        refusing.size() < SERVERS_TRIED
            ? balancer.begin(flow, refusing, System.nanoTime())
            : Optional.empty();
    if (target.isEmpty()) {
      abort();
      return;
    }
    Target to = target.get();
    SocketChannel channel = new NioSocketChannel();
    configure(channel);
    channel
        .config()
        .setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    Side side =
        new Side(
            this,
            channel,
            bytes -> {
              balancer.counters().out(bytes);
              to.counters().out(bytes);
            });
    server = Optional.of(side);
    Endpoint endpoint = to.rule().endpoint();
    var unused = loop.register(channel);
    channel
        .connect(new InetSocketAddress(endpoint.address(), endpoint.port()))
        .addListener(
            connected -> {
              if (ended) {
                close(channel, false);
              } else if (connected.isSuccess()) {
                established(side, to);
              } else {
                close(channel, false);
                refused(to);
              }
            });
  }

  private void refused(Target by) {
    refusing.add(by.rule().endpoint());
    balancer.end(flow, by, System.nanoTime());
    target = Optional.empty();
    server = Optional.empty();
    connect();
  }

  private void established(Side side, Target to) {
    established = true;
    balancer.counters().connected();
    to.counters().connected();
    side.channel().pipeline().addLast(side);
    client.pair(side);
    touch();
    client.read();
    side.read();
  }

  /**
   * What it is about; empty while no server is chosen.
   *
   * @param service what the client connected to
   * @param idle after which silence it is reset
   */
  Optional<RelayedConnection> describe(Endpoint service, Duration idle, long now) {
    return target.map(
        to ->
            new RelayedConnection(
                new Endpoint(flow.client(), flow.clientPort()),
                service,
                to.rule().endpoint(),
                established,
                idle.minusNanos(now - lastActivity)));
  }

  boolean isOn(Balancer service, Endpoint endpoint) {
    return balancer == service
        && target.filter(to -> to.rule().endpoint().equals(endpoint)).isPresent();
  }

  void touch() {
    lastActivity = System.nanoTime();
  }

  boolean idleFor(Duration time, long now) {
    return now - lastActivity >= time.toNanos();
  }

  /** Both directions are finished: closes both sockets. */
  void end() {
    finish(false);
  }

  /** Something broke: the other socket is reset, so that nobody takes the break for an end. */
  void abort() {
    finish(true);
  }

  private void finish(boolean reset) {
    if (ended) {
      return;
    }
    ended = true;
    close(client.channel(), reset);
    server.ifPresent(side -> close(side.channel(), reset));
    target.ifPresent(to -> balancer.end(flow, to, System.nanoTime()));
    onEnd.accept(this);
  }

  private static void close(Channel channel, boolean reset) {
    if (reset && channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    var unused = channel.close();
  }
}
