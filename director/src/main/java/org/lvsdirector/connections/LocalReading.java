package org.lvsdirector.connections;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lvsdirector.sync.ConnectionRow;

/** One pass over this node's connection table. One thread only. */
final class LocalReading {
  private static final Duration SIGN = Duration.ofMillis(500);
  private static final int BATCH = 200;

  private final Description description;
  private final Optional<Page> page;
  private final Out out;
  private final Duration longest;
  private final LongSupplier clock;
  private final long begun;
  private final List<Placed> batch = new ArrayList<>();
  private long told;
  private long read;
  private boolean late;

  /** Who gets what is found. */
  interface Out {
    /**
     * Takes some, or none as a sign of life.
     *
     * @param read how many were looked at so far
     * @return whether to go on
     */
    boolean take(List<Placed> some, long read) throws IOException, InterruptedException;
  }

  /** What came of a pass. */
  record Result(long read, boolean more, Optional<String> fault) {}

  private LocalReading(
      Description description, ConnectionQuery query, Out out, LongSupplier clock) {
    this.description = description;
    this.page = query.limit() == 0 ? Optional.empty() : Optional.of(new Page(query.limit()));
    this.longest = query.longest();
    this.out = out;
    this.clock = clock;
    begun = clock.getAsLong();
    told = begun;
  }

  /**
   * Reads the table to its end, or until nobody wants more; blocks.
   *
   * @param query without a limit, what is found is passed on at once; else it is sorted first
   * @param clock monotonic nanoseconds
   */
  static Result read(
      ConnectionSource source,
      Description description,
      ConnectionQuery query,
      Out out,
      LongSupplier clock)
      throws InterruptedException {
    LocalReading reading = new LocalReading(description, query, out, clock);
    try {
      source.read(reading::visit);
      reading.finish(source);
    } catch (InterruptedIOException interrupted) {
      throw new InterruptedException(interrupted.getMessage());
    } catch (IOException refused) {
      return new Result(reading.read, false, Optional.of(words(refused)));
    }
    Optional<String> fault =
        reading.late
            ? Optional.of(
                "read %d entries within %d s, and that is not all"
                    .formatted(reading.read, reading.longest.toSeconds()))
            : Optional.empty();
    return new Result(reading.read, reading.page.map(Page::hasMore).orElse(false), fault);
  }

  private static String words(IOException refused) {
    return "the connection table cannot be read: "
        + (refused.getMessage() == null ? refused : refused.getMessage());
  }

  private boolean visit(ConnectionRow row) throws IOException {
    read++;
    Optional<Placed> found = description.of(row);
    if (found.isPresent() && page.isPresent()) {
      page.get().add(found.get());
    } else {
      found.ifPresent(batch::add);
    }
    long now = clock.getAsLong();
    if (now - begun > longest.toNanos()) {
      late = true;
      return false;
    }
    boolean due = batch.size() >= BATCH || now - told >= SIGN.toNanos();
    return !due || pass();
  }

  private boolean pass() throws IOException {
    List<Placed> some = List.copyOf(batch);
    batch.clear();
    told = clock.getAsLong();
    try {
      return out.take(some, read);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while passing entries on");
    }
  }

  private static List<Placed> completed(ConnectionSource source, List<Placed> found) {
    List<ConnectionEntry> whole = source.complete(found.stream().map(Placed::entry).toList());
    List<Placed> completed = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      completed.add(new Placed(found.get(i).place(), whole.get(i)));
    }
    return completed;
  }

  private void finish(ConnectionSource source) throws IOException {
    boolean wanted = true;
    for (Placed placed : page.map(it -> completed(source, it.inOrder())).orElse(List.of())) {
      batch.add(placed);
      if (batch.size() == BATCH && wanted) {
        wanted = pass();
      }
    }
    if (!batch.isEmpty() && wanted) {
      pass();
    }
  }
}
