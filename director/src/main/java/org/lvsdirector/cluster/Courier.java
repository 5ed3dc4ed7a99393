package org.lvsdirector.cluster;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what may block away from the event loop: sending, joining and leaving. Thread-safe. */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int BACKLOG = 256;
  private static final long DRAIN_MS = 500;

  private final Membership membership;
  private final ThreadPoolExecutor senders = worker("cluster-send");
  private final ThreadPoolExecutor channels = worker("cluster-join");
  private final LongAdder malformed = new LongAdder();
  private final Set<String> garbled = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicLong connects = new AtomicLong();

  Courier(Membership membership) {
    this.membership = membership;
  }

  /** Queues a message; the oldest is dropped when the queue is full, since reports repeat. */
  void send(Optional<String> node, Message message) {
    byte[] bytes = Wire.encode(message);
    senders.execute(
        () -> {
          try {
            membership.send(node, bytes);
            failing.set(false);
          } catch (ClusterException notSent) {
            if (!failing.getAndSet(true)) {
              LOG.warn("{}", notSent.getMessage());
            }
          }
        });
  }

  /** Sends a part of a stream at once, on the calling thread. */
  void post(String node, byte[] bytes) throws ClusterException {
    membership.stream(node, bytes);
  }

  /** The message in these bytes; what cannot be understood is counted and dropped. */
  Optional<Message> decode(String sender, byte[] bytes) {
    try {
      return Optional.of(Wire.decode(sender, bytes));
    } catch (Wire.WireException wrong) {
      malformed.increment();
      if (garbled.add(sender)) {
        LOG.warn(
            "a message of {} was dropped, further ones are only counted: it {}",
            sender,
            wrong.getMessage());
      }
      return Optional.empty();
    }
  }

  long malformed() {
    return malformed.sum();
  }

  /**
   * Leaves if need be, joins, and tells what came of it on a thread of its own. Of several that
   * wait only the last is carried out: the others would but leave again what they joined.
   */
  void connect(Membership.Listener listener, Consumer<Optional<ClusterException>> done) {
    long number = connects.incrementAndGet();
    channels.execute(
        () -> {
          if (number != connects.get()) {
            done.accept(
                Optional.of(new ClusterException("a newer attempt to join took its place")));
            return;
          }
          try {
            membership.disconnect();
            membership.connect(listener);
            done.accept(Optional.empty());
          } catch (ClusterException notJoined) {
            done.accept(Optional.of(notJoined));
          }
        });
  }

  /** Sends what is queued, leaves, and ends the threads. */
  void close(Runnable done) {
    channels.execute(
        () -> {
          drain();
          membership.disconnect();
          senders.shutdownNow();
          done.run();
        });
    channels.shutdown();
  }

  private void drain() {
    try {
      senders.submit(() -> {}).get(DRAIN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException blocked) {
      LOG.warn("leaving although messages to the other members are stuck");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor worker(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(BACKLOG),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardOldestPolicy());
  }
}
