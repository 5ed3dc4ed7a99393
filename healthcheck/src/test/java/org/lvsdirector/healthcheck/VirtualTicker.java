package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Time that passes only when a test says so. */
final class VirtualTicker implements Ticker {
  private record Timer(long due, long number, Runnable task) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
  private final Set<Long> cancelled = new HashSet<>();
  private long nanos;
  private long numbers;

  void advance(Duration time) {
    long end = nanos + time.toNanos();
    while (!timers.isEmpty() && timers.peek().due() <= end) {
      Timer timer = timers.remove();
      nanos = timer.due();
      if (!cancelled.remove(timer.number())) {
        timer.task().run();
      }
    }
    nanos = end;
  }

  long millis() {
    return nanos / 1_000_000;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public void run(Runnable task) {
    task.run();
  }

  @Override
  public long after(Duration delay, Runnable task) {
    timers.add(new Timer(nanos + delay.toNanos(), ++numbers, task));
    return numbers;
  }

  @Override
  public void cancel(long timer) {
    if (timers.stream().anyMatch(t -> t.number() == timer)) {
      cancelled.add(timer);
    }
  }
}
