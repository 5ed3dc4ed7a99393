package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.cache.Walk;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.MessageWriter;

/** Entries of a cache as messages, each made when it is asked for. Not thread-safe. */
final class Snapshot {
  /**
   * Bytes of a message. Datagrams of about 9 KiB are what the kernel's memory has room for without
   * a remainder.
   */
  static final int PART_BYTES = 7_000;

  private final ConnectionCache cache;
  private final Filter filter;
  private final MessageWriter writer = new MessageWriter(PART_BYTES);
  private final Walk walk = new Walk();

  /** Which entries are in it. */
  @FunctionalInterface
  interface Filter {
    /**
     * Whether an entry is.
     *
     * @param told the second in which it was told, see {@link ConnectionCache#now}
     */
    boolean test(ByteBuffer in, int at, byte[] options, int told);
  }

  /** Begins. */
  Snapshot(ConnectionCache cache, Filter filter) {
    this.cache = cache;
    this.filter = filter;
  }

  /** The next message; empty at the end. */
  Optional<byte[]> next() {
    cache.walk(
        walk,
        (in, at, options, left, told) ->
            !filter.test(in, at, options, told)
                || writer.add(in, at, options, timeout(in, at, left)));
    return writer.count() == 0 ? Optional.empty() : Optional.of(writer.take(LoopbackDaemons.IN_ID));
  }

  /** A template is renewed for as long as it was made for, a connection for as long as is usual. */
  private static int timeout(ByteBuffer in, int at, int left) {
    int whole = EntryFields.timeout(in, at);
    return EntryFields.isTemplate(in, at) && whole > 0 ? whole : left;
  }
}
