package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.TreeSet;
import org.lvsdirector.healthcheck.reactor.Alarm;
import org.lvsdirector.healthcheck.reactor.Ticker;

/** Time that passes only when a test says so. */
final class VirtualTicker implements Ticker {
  private final TreeSet<Bell> bells =
      new TreeSet<>(Comparator.comparingLong((Bell b) -> b.due).thenComparingLong(b -> b.number));
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private long nanos;
  private long numbers;

  void advance(Duration time) {
    long end = nanos + time.toNanos();
    runTasks();
    while (!bells.isEmpty() && bells.first().due <= end) {
      Bell bell = bells.pollFirst();
      nanos = Math.max(nanos, bell.due);
      bell.set = false;
      bell.task.run();
      runTasks();
    }
    nanos = end;
  }

  long millis() {
    return nanos / 1_000_000;
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
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
  public void later(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Alarm alarm(Runnable task) {
    return new Bell(task);
  }

  private final class Bell implements Alarm {
    private final Runnable task;
    private long due;
    private long number;
    private boolean set;

    Bell(Runnable task) {
      this.task = task;
    }

    @Override
    public void set(long at) {
      clear();
      due = at;
      number = ++numbers;
      set = bells.add(this);
    }

    @Override
    public void clear() {
      if (set) {
        bells.remove(this);
        set = false;
      }
    }
  }
}
