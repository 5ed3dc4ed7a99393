package org.lvsdirector.dataplane.embedded;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.model.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop that relays, with the services it relays for. */
final class Forwarder {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final long ANSWER_SECONDS = 5;
  private static final long SWEEP_MILLIS = 1000;

  private final Duration idle;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("embedded-forwarder", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Map<Endpoint, Balancer> balancers = new LinkedHashMap<>();
  private final Map<Relay, Endpoint> relays = new HashMap<>();
  private final ScheduledFuture<?> sweeper;

  /**
   * Starts the thread.
   *
   * @param idle after which silence a connection is reset
   */
  Forwarder(Duration idle) {
    this.idle = idle;
    sweeper =
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The services; to be touched on the event loop only. */
  Map<Endpoint, Balancer> balancers() {
    return balancers;
  }

  /** Does something on the event loop and waits for it. */
  <T> T call(Callable<T> work) throws IOException {
    return Answers.await(loop.submit(work), ANSWER_SECONDS, "event loop");
  }

  /** Takes over an accepted connection; from any thread. */
  void forward(Endpoint service, SocketChannel accepted) {
    loop.execute(
        () -> {
          try {
            Balancer balancer = balancers.get(service);
            InetSocketAddress client = (InetSocketAddress) accepted.getRemoteAddress();
            if (balancer == null || client == null) {
              accepted.close();
              return;
            }
            Flow flow = new Flow(client.getAddress(), client.getPort(), service.address());
            Relay relay = new Relay(loop, balancer, accepted, flow, relays::remove);
            relays.put(relay, service);
            relay.start();
          } catch (IOException e) {
            log.debug("A client of {} was gone before it was served: {}", service, e.getMessage());
          }
        });
  }

  /** What is relayed now; to be called on the event loop only. */
  List<RelayedConnection> connections() {
    long now = System.nanoTime();
    List<RelayedConnection> all = new ArrayList<>();
    relays.forEach((relay, service) -> relay.describe(service, idle, now).ifPresent(all::add));
    return all;
  }

  private void sweep() {
    long now = System.nanoTime();
    balancers.values().forEach(balancer -> balancer.sweep(now));
    List.copyOf(relays.keySet()).stream()
        .filter(relay -> relay.idleFor(idle, now))
        .forEach(Relay::abort);
  }

  /** Gives running connections a moment to end, resets the rest, and stops the thread. */
  void close(Duration grace) {
    sweeper.cancel(false);
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      while (System.nanoTime() < deadline && call(() -> !relays.isEmpty())) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      int cut = call(this::abortAll);
      if (cut > 0) {
        log.info("{} connection(s) were still open at the end and were reset", cut);
      }
    } catch (IOException e) {
      log.warn("Connections did not close: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /** Resets so many connections of a server; how many there were. On the event loop only. */
  int abort(Endpoint service, Endpoint server, int most) {
    Balancer balancer = balancers.get(service);
    List<Relay> some =
        relays.keySet().stream().filter(relay -> relay.isOn(balancer, server)).limit(most).toList();
    some.forEach(Relay::abort);
    return some.size();
  }

  private int abortAll() {
    List<Relay> rest = List.copyOf(relays.keySet());
    rest.forEach(Relay::abort);
    return rest.size();
  }
}
