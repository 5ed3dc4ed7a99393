package org.lvsdirector.sync;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.EntryFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes into the kernel. Where the kernel may have lost some of it, for want of room or because
 * its daemon was away, all that the cache was told since the kernel was last known to have
 * everything goes there again. One thread owns it.
 */
final class KernelFeed {
  private static final Logger log = LoggerFactory.getLogger(KernelFeed.class);
  private static final long LOOK_NANOS = 1_000_000_000;

  private final ConnectionCache cache;
  private final Counters counters;
  private final EntrySink.Opening opening;
  private Optional<EntrySink> sink = Optional.empty();
  private boolean fed;
  private int sure;
  private long dropped;
  private long looked;

  KernelFeed(ConnectionCache cache, Counters counters, EntrySink.Opening opening) {
    this.cache = cache;
    this.counters = counters;
    this.opening = opening;
  }

  /** Opens the kernel's table. */
  void open(Surroundings now) throws IOException {
    sink = Optional.of(opening.open());
    dropped = 0;
    if (sure > 0) {
      again(now);
    }
    flush(now);
  }

  /** Closes it; what was not taken yet is put in when it is opened again. */
  void close() throws IOException {
    if (sink.isPresent()) {
      sink.get().close();
      sink = Optional.empty();
    }
  }

  /** Puts in what is selected; waits while the kernel is behind. */
  void send(Selection entries) throws IOException {
    Optional<byte[]> message = entries.message(LoopbackDaemons.IN_ID);
    if (message.isPresent()) {
      fed = true;
      kernel().send(message.get());
    }
  }

  /** Sees to it now and then that the kernel has all. */
  void look(Surroundings now) throws IOException {
    if (fed && System.nanoTime() - looked > LOOK_NANOS) {
      flush(now);
    }
  }

  /** Waits until the kernel has taken all that was put in. */
  void flush(Surroundings now) throws IOException {
    int began = cache.now();
    kernel().flush();
    long all = kernel().dropped();
    looked = System.nanoTime();
    if (all > dropped) {
      counters.dropped().addAndGet(all - dropped);
      dropped = all;
      again(now);
      return;
    }
    fed = false;
    sure = began;
  }

  private void again(Surroundings now) throws IOException {
    LongPredicate held = now.ownership().allowed(now.node(), System.nanoTime());
    int since = sure;
    Snapshot snapshot =
        new Snapshot(
            cache, (in, at, options, told) -> told >= since && !held.test(EntryFields.vip(in, at)));
    int messages = 0;
    for (Optional<byte[]> next = snapshot.next(); next.isPresent(); next = snapshot.next()) {
      kernel().send(next.get());
      messages++;
    }
    fed = true;
    log.warn(
        "the kernel may have lost entries of the last {} s; {} messages were put in again",
        cache.now() - since,
        messages);
  }

  private EntrySink kernel() {
    return sink.orElseThrow();
  }
}
