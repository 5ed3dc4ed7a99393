package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets whose peer takes too long over the whole of something: a read timeout alone would
 * let a peer drip one byte at a time.
 */
final class Deadlines {
  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "cluster-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** What must be done with a socket in time. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Runs a step; the socket is closed, and the step thereby fails, after this many ms. */
  void within(int ms, Socket socket, Step step) throws IOException {
    ScheduledFuture<?> deadline = timer.schedule(() -> close(socket), ms, TimeUnit.MILLISECONDS);
    try {
      step.run();
    } finally {
      deadline.cancel(false);
    }
  }

  void stop() {
    timer.shutdownNow();
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is gone all the same.
    }
  }
}
