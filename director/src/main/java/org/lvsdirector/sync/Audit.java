package org.lvsdirector.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.SyncEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the cache with the kernel's own list, in the background and at a pace: the first time to
 * learn what the kernel has had since before this program was started, then to notice and mend what
 * is otherwise than it should be. One thread runs it, any may ask.
 */
final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  /** Shares of one processor, at first and afterwards. */
  static final double FIRST = 0.25;

  static final double LATER = 0.05;

  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final long SELDOM = 10;

  /** A pass over the kernel's table. */
  @FunctionalInterface
  interface Table {
    /**
     * Visits all entries.
     *
     * @param share of the time that may be spent on it
     * @return how much was spent, in nanoseconds
     */
    long read(double share, ConnectionTable.Visitor visitor) throws IOException;
  }

  private final ConnectionCache cache;
  private final Supplier<Surroundings> surroundings;
  private final Table table;
  private final Semaphore hurried = new Semaphore(0);
  private final AtomicLong found = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile long listed;
  private volatile boolean complete;
  private boolean passed;
  private volatile long spent;

  Audit(ConnectionCache cache, Supplier<Surroundings> surroundings, Table table) {
    this.cache = cache;
    this.surroundings = surroundings;
    this.table = table;
  }

  /** Whether the cache has all that the kernel has. */
  boolean isComplete() {
    return complete && !cache.isFull();
  }

  /** The kernel has told what nobody heard: its list has to be gone through. */
  void hurry() {
    complete = false;
    hurried.release();
  }

  /** Others have told all that they hold, and this node holds nothing: there is no more to know. */
  void settle() {
    complete = true;
  }

  /** How things stand. */
  SyncStatus.Known status() {
    return new SyncStatus.Known(
        cache.size(), cache.bytes(), isComplete(), found.get(), lost.get(), listed);
  }

  /** How long the last pass worked, in nanoseconds. */
  long spent() {
    return spent;
  }

  /**
   * Goes on until it is interrupted, or the kernel refuses.
   *
   * @param then run after each pass
   */
  void run(Runnable then) throws IOException, InterruptedException {
    while (true) {
      hurried.drainPermits();
      pass();
      then.run();
      long rest = complete ? Math.max(USUAL.toNanos(), spent * SELDOM) : 0;
      boolean early = hurried.tryAcquire(rest, TimeUnit.NANOSECONDS);
      log.debug("the kernel's list is gone through again{}", early ? " early" : "");
    }
  }

  /** One pass. */
  void pass() throws IOException {
    int since = cache.now();
    long[] counts = {0, 0};
    ByteBuffer entry = ByteBuffer.allocate(SyncEntry.LONGEST);
    ServiceIndex services = surroundings.get().services();
    spent =
        table.read(
            complete ? LATER : FIRST,
            row -> {
              Optional<SyncEntry> there = services.entry(row);
              if (there.isPresent()) {
                there.get().write(entry.clear());
                if (EntryFields.matters(entry, 0)) {
                  counts[0]++;
                  counts[1] += cache.listed(entry, 0, since, cache.now()) ? 1 : 0;
                }
              }
              listed = counts[0];
              return true;
            });
    end(since, counts[1]);
  }

  private void end(int since, long news) {
    long[] gone = {0};
    cache.passed(
        since,
        (in, at, options, left, told) -> {
          gone[0]++;
          return true;
        });
    boolean first = !passed;
    passed = true;
    complete = hurried.availablePermits() == 0;
    lost.addAndGet(gone[0]);
    found.addAndGet(first ? 0 : news);
    if (news + gone[0] > 0) {
      log.info(
          "the kernel has {} connections that were not known, and {} not that were{}",
          news,
          gone[0],
          first ? "; they are of before the start" : "");
    }
  }
}
