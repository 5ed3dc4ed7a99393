package org.lvsdirector.healthcheck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many probes run at a time and the others wait in order, so that a thousand dead servers,
 * each of which holds a probe up to its timeout, do not use up this machine's descriptors.
 */
final class Gate {
  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final AtomicInteger running = new AtomicInteger();

  Gate(int most) {
    this.most = most;
  }

  void enter(Runnable probe) {
    if (running.get() < most) {
      running.incrementAndGet();
      probe.run();
    } else {
      waiting.add(probe);
    }
  }

  /** To be called once for each probe that ran. */
  void leave() {
    running.decrementAndGet();
    Runnable next = waiting.poll();
    if (next != null) {
      running.incrementAndGet();
      next.run();
    }
  }

  int running() {
    return running.get();
  }
}
