package org.lvsdirector.healthcheck.icmp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Inet6Address;
import java.security.SecureRandom;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;
import org.lvsdirector.healthcheck.datagram.DatagramExchange;
import org.lvsdirector.healthcheck.icmp.IcmpSockets.Opened;

/** Pings, by a socket of its own each time. */
public final class IcmpProber implements Prober {
  private final Vertx vertx;
  private final IcmpSockets sockets;
  private final SecureRandom random = new SecureRandom();

  /** Opens nothing before it is asked to. */
  public IcmpProber(Vertx vertx, IcmpSockets sockets) {
    this.vertx = vertx;
    this.sockets = sockets;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    String what = "ping of " + watch.target().getAddress().getHostAddress();
    Attempt attempt = Attempt.begin(vertx, what, watch.check().timeout());
    attempt.run(() -> ping(attempt, watch));
    return attempt.outcome();
  }

  private void ping(Attempt attempt, Watch watch) {
    if (!Channels.isNative(attempt.loop())) {
      attempt.unable("needs netty's native transport");
      return;
    }
    boolean ipv6 = watch.target().getAddress() instanceof Inet6Address;
    try {
      Opened socket = sockets.open(ipv6);
      Echo echo = new Echo(ipv6, socket.raw(), random.nextLong());
      DatagramExchange.ask(
          attempt,
          handler -> connect(attempt, watch, socket, handler),
          echo,
          end -> end.settle(attempt));
    } catch (IOException e) {
      attempt.unable(e.getMessage());
    }
  }

  private static ChannelFuture connect(
      Attempt attempt, Watch watch, Opened socket, ChannelHandler handler) {
    return Channels.adopt(
        attempt.loop(),
        new EpollDatagramChannel(socket.descriptor()),
        watch.target(),
        watch.check().origin(),
        handler);
  }

  @Override
  public void close() {}
}
