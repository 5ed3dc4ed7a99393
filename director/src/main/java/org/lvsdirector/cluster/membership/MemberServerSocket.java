package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;

/**
 * Hands out only connections of authenticated members. JGroups reads from a new connection on the
 * thread that accepts, so that a peer who connects and stays silent would keep members out: here
 * every handshake has a thread and a deadline of its own, and {@link #accept} only sees those who
 * passed.
 */
final class MemberServerSocket extends ServerSocket {
  private static final int AT_ONCE = 32;

  private final Optional<SSLContext> tls;
  private final Set<InetAddress> members;
  private final Deadlines deadlines;
  private final int deadline;
  private final LongAdder refused;
  private final ConcurrentLinkedDeque<MemberSocket> pending = new ConcurrentLinkedDeque<>();
  private final LinkedBlockingQueue<Optional<Socket>> ready = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor handshakes =
      new ThreadPoolExecutor(
          0,
          2 * AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> daemon(task, "cluster-handshake"),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Not bound yet.
   *
   * @param members who may connect at all
   * @param deadline of a handshake, in milliseconds
   * @param refused counts the connections that were turned away
   */
  MemberServerSocket(
      Optional<SSLContext> tls,
      Set<InetAddress> members,
      Deadlines deadlines,
      int deadline,
      LongAdder refused)
      throws IOException {
    this.tls = tls;
    this.members = Set.copyOf(members);
    this.deadlines = deadlines;
    this.deadline = deadline;
    this.refused = refused;
  }

  @Override
  public void bind(SocketAddress address, int backlog) throws IOException {
    try {
      super.bind(address, backlog);
    } catch (SocketException failed) {
      throw new NotBoundException(failed);
    }
    daemon(this::work, "cluster-accept").start();
  }

  @Override
  public Socket accept() throws IOException {
    try {
      Socket next = isClosed() ? null : ready.take().orElse(null);
      if (next == null) {
        throw new SocketException("Socket closed");
      }
      return next;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    handshakes.shutdownNow();
    ready.forEach(waiting -> waiting.ifPresent(Deadlines::close));
    ready.clear();
    pending.forEach(Deadlines::close);
    ready.add(Optional.empty());
  }

  private void work() {
    while (!isClosed()) {
      MemberSocket socket = new MemberSocket(tls, deadlines, deadline);
      try {
        implAccept(socket);
        admit(socket);
      } catch (IOException failed) {
        // Out of file descriptors, or a peer that was gone at once: the next may work.
        Deadlines.close(socket);
        pause();
      }
    }
  }

  private void admit(MemberSocket socket) {
    if (!members.contains(socket.getInetAddress())) {
      refuse(socket);
      return;
    }
    // When many come at once the slowest gives way: a member needs milliseconds.
    if (pending.size() >= AT_ONCE) {
      Optional.ofNullable(pending.pollFirst()).ifPresent(this::refuse);
    }
    pending.addLast(socket);
    handshakes.execute(() -> handshake(socket));
  }

  private void handshake(MemberSocket socket) {
    try {
      socket.accept(deadline);
      if (pending.remove(socket)) {
        ready.add(Optional.of(socket));
      }
    } catch (IOException stranger) {
      if (pending.remove(socket)) {
        refuse(socket);
      }
    }
  }

  private void refuse(MemberSocket socket) {
    refused.increment();
    Deadlines.close(socket);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carries the system's word past JGroups, which replaces a SocketException by its own. */
  static final class NotBoundException extends IOException {
    NotBoundException(SocketException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
