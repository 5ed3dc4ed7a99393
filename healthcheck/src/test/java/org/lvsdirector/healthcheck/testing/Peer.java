package org.lvsdirector.healthcheck.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lvsdirector.healthcheck.Await;

/** A TCP server on the loopback that does to each connection what a test wants. */
public final class Peer {
  private final NetServer server;
  private final AtomicInteger open = new AtomicInteger();
  private final List<String> sources = new CopyOnWriteArrayList<>();

  private Peer(NetServer server, Handler<NetSocket> behaviour) {
    this.server = server;
    server.connectHandler(
        socket -> {
          open.incrementAndGet();
          sources.add(socket.remoteAddress().hostAddress());
          socket.closeHandler(closed -> open.decrementAndGet());
          behaviour.handle(socket);
        });
  }

  /** Begins to listen on a free port. */
  public static Peer start(Vertx vertx, Handler<NetSocket> behaviour) throws Exception {
    return start(vertx, new NetServerOptions(), behaviour);
  }

  /** Begins to listen on a free port, e.g. with TLS. */
  public static Peer start(Vertx vertx, NetServerOptions options, Handler<NetSocket> behaviour)
      throws Exception {
    Peer peer = new Peer(vertx.createNetServer(options), behaviour);
    Await.get(peer.server.listen(0, "127.0.0.1"));
    return peer;
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** From where connections came. */
  public List<String> sources() {
    return sources;
  }

  /** Waits until all connections are closed. */
  public void awaitNoConnections() throws InterruptedException {
    Await.until("no connection is left", () -> open.get() == 0);
  }

  /** Sends text. */
  public static Handler<NetSocket> saying(String text) {
    return socket -> socket.write(text);
  }

  /** Sends the next answer for each time that something comes. */
  public static Handler<NetSocket> answering(String greeting, String... answers) {
    return socket -> {
      AtomicInteger next = new AtomicInteger();
      if (!greeting.isEmpty()) {
        socket.write(greeting);
      }
      socket.handler(
          asked -> {
            int index = next.getAndIncrement();
            if (index < answers.length) {
              socket.write(answers[index]);
            }
          });
    };
  }

  /** Never says anything. */
  public static Handler<NetSocket> mute() {
    return socket -> {};
  }

  /** Closes at once. */
  public static Handler<NetSocket> closing() {
    return NetSocket::close;
  }

  /** Says the text byte by byte, one each {@code millis}, and x without end after it. */
  public static Handler<NetSocket> dripping(Vertx vertx, String text, long millis) {
    return socket -> {
      AtomicInteger next = new AtomicInteger();
      vertx.setPeriodic(
          millis,
          timer -> {
            int index = next.getAndIncrement();
            socket
                .write(index < text.length() ? text.substring(index, index + 1) : "x")
                .onFailure(closed -> vertx.cancelTimer(timer));
          });
    };
  }

  /** Sends a gigabyte as fast as it is taken; counts what was sent. */
  public static Handler<NetSocket> flooding(String text, AtomicLong sent) {
    Buffer chunk = Buffer.buffer(text.repeat(64 * 1024 / text.length()));
    return socket -> pour(socket, chunk, sent);
  }

  private static void pour(NetSocket socket, Buffer chunk, AtomicLong sent) {
    while (sent.get() < 1L << 30) {
      if (socket.writeQueueFull()) {
        socket.drainHandler(drained -> pour(socket, chunk, sent));
        return;
      }
      sent.addAndGet(chunk.length());
      socket.write(chunk);
    }
  }
}
