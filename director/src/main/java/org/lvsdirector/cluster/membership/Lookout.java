package org.lvsdirector.cluster.membership;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lvsdirector.model.Endpoint;

/**
 * Looks, after a node has joined, whether the configured members that it does not see listen at
 * their ports: the first connections of a cold process take longer than a node waits that believes
 * itself alone.
 */
final class Lookout {
  /** For so long; it is how long a newcomer waits at most. */
  private static final Duration LENGTH = Duration.ofSeconds(6);

  private static final long TURN_MS = 300;

  private Lookout() {}

  /**
   * Begins, on a thread of its own that ends by itself.
   *
   * @param own the node's own address and port
   * @param missing the members that are not seen now; empty = there is nothing to look for
   * @param ask how long to wait for each answer, in milliseconds
   * @param found run each time one is found to listen
   */
  static void start(Endpoint own, Supplier<List<Endpoint>> missing, int ask, Runnable found) {
    long end = System.nanoTime() + LENGTH.toNanos();
    Thread thread = new Thread(() -> run(own, missing, ask, found, end), "cluster-lookout");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(
      Endpoint own, Supplier<List<Endpoint>> missing, int ask, Runnable found, long end) {
    try {
      for (List<Endpoint> left = missing.get();
          !left.isEmpty() && System.nanoTime() - end < 0;
          left = missing.get()) {
        if (left.stream().anyMatch(member -> listens(own, member, ask))) {
          found.run();
        }
        TimeUnit.MILLISECONDS.sleep(TURN_MS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean listens(Endpoint own, Endpoint member, int ask) {
    InetSocketAddress port = new InetSocketAddress(member.address(), member.port());
    return Inquest.of(own.address(), port, ask) == Inquest.Finding.LISTENS;
  }
}
