package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.lvsdirector.model.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that accepts connections. It has the leases of the addresses, too, so that a process
 * that was stopped and goes on finds them over before it accepts anything.
 */
final class Acceptor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);
  private static final long ANSWER_SECONDS = 5;

  private final Selector selector;
  private final Listeners listeners;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "embedded-acceptor");
  private volatile boolean closed;

  Acceptor(BiConsumer<Endpoint, SocketChannel> onConnection) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new IllegalStateException("cannot make a selector: " + e.getMessage(), e);
    }
    listeners = new Listeners(endpoint -> new Listener(endpoint, selector, onConnection));
    thread.setDaemon(true);
    thread.start();
  }

  /** Work on the listeners. */
  interface Work<T> {
    T on(Listeners listeners) throws IOException;
  }

  /**
   * Does work on the acceptor's thread and waits for it.
   *
   * @throws IOException that of the work, or when the thread does not answer in time
   */
  <T> T call(Work<T> work) throws IOException {
    if (closed) {
      throw new IOException("the embedded data plane is closed");
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    Callable<T> task = () -> work.on(listeners);
    tasks.add(
        () -> {
          try {
            answer.complete(task.call());
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    selector.wakeup();
    return Answers.await(answer, ANSWER_SECONDS, "acceptor");
  }

  private void run() {
    try (selector) {
      while (!closed || !listeners.silent()) {
        long wait = listeners.untilExpiry(System.nanoTime());
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait) + 1));
        listeners.expire(System.nanoTime());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        accept();
      }
    } catch (IOException e) {
      log.error("The embedded data plane accepts no more connections: {}", e.getMessage(), e);
    }
  }

  private void accept() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      try {
        if (key.isValid()) {
          ((Listener) key.attachment()).accept();
        }
      } catch (IOException e) {
        log.warn("A connection could not be accepted, next try in 100 ms: {}", e.getMessage());
        // Out of file descriptors, most likely: the connection stays in the queue and would be
        // reported again at once.
        selector.selectedKeys().clear();
        pause();
        return;
      }
    }
    selector.selectedKeys().clear();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands over to whoever listens on the same addresses, and closes all listeners. */
  @Override
  public void close() {
    try {
      call(
          all -> {
            all.dropAll();
            closed = true;
            return all;
          });
    } catch (IOException e) {
      log.debug("The embedded data plane's listeners are not closed now: {}", e.getMessage());
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
