package org.lvsdirector.healthcheck;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many idle connections may be held, so that probes and the rest of the process have
 * descriptors left.
 */
final class SentinelBudget {
  private final int most;
  private final AtomicInteger held = new AtomicInteger();
  private boolean strained;

  SentinelBudget(int most) {
    this.most = most;
  }

  /** Takes one out of the budget; false when it is used up. */
  boolean take() {
    if (held.get() >= (strained ? most / 2 : most)) {
      return false;
    }
    held.incrementAndGet();
    return true;
  }

  void give() {
    held.decrementAndGet();
  }

  /** While this machine lacks descriptors only half may be held. */
  void strained(boolean lacking) {
    strained = lacking;
  }

  boolean exceeded() {
    return strained && held.get() > most / 2;
  }

  int held() {
    return held.get();
  }

  int most() {
    return most;
  }
}
