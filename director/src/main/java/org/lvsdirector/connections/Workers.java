package org.lvsdirector.connections;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads that look-ups may have: reading a large table costs the kernel much. */
final class Workers {
  private static final int AT_ONCE = 2;
  private static final int WAITING = 4;

  private Workers() {}

  /** Threads of this name; one too many is refused. */
  static ThreadPoolExecutor of(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.AbortPolicy());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
