package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.MessageWriter;
import org.lvsdirector.sync.message.RawMessage;
import org.lvsdirector.sync.message.SyncEntry;

/** Those entries of a message that are to go into the kernel. Not thread-safe. */
final class Selection {
  private final RawMessage message;
  private final ConnectionCache cache;
  private final boolean[] dropped;
  private final int now;
  private int kept;

  /** At first all of them. */
  Selection(RawMessage message, ConnectionCache cache) {
    this.message = message;
    this.cache = cache;
    this.dropped = new boolean[message.count()];
    this.kept = message.count();
    this.now = cache.now();
  }

  /** How many there are. */
  int kept() {
    return kept;
  }

  /** Keeps of them those for which this holds, by where they stand in the message. */
  void keep(IntPredicate wanted) {
    for (int i = 0; i < dropped.length; i++) {
      if (!dropped[i] && !wanted.test(message.start(i))) {
        dropped[i] = true;
        kept--;
      }
    }
  }

  /** Keeps of them those to some virtual addresses, by {@link EntryFields#vip}. */
  void keepVips(LongPredicate wanted) {
    keep(at -> wanted.test(EntryFields.vip(message.buffer(), at)));
  }

  /** Has the cache told of an entry; always true, for the kernel decides for itself. */
  boolean tell(int at) {
    activate(cache.told(message.buffer(), at, now), at);
    return true;
  }

  /** Offers the cache an entry of a list; whether it is news. */
  boolean offer(int at) {
    ConnectionCache.Told told = cache.offered(message.buffer(), at, now);
    activate(told, at);
    return told != ConnectionCache.Told.STALE;
  }

  /** The kernel leaves a flow on its server unless it is told of an active one. */
  private void activate(ConnectionCache.Told told, int at) {
    ByteBuffer in = message.buffer();
    if (told == ConnectionCache.Told.MOVED
        && EntryFields.protocol(in, at) == Protocol.UDP.number()) {
      EntryFields.flags(in, at, EntryFields.flags(in, at) & ~SyncEntry.INACTIVE);
    }
  }

  /** A message of them for a kernel's backup daemon; empty where there is none. */
  Optional<byte[]> message(int syncId) {
    if (kept == 0) {
      return Optional.empty();
    }
    if (kept == message.count()) {
      return Optional.of(message.bytes());
    }
    MessageWriter writer = new MessageWriter(message.bytes().length);
    keep(at -> copy(at, writer));
    return Optional.of(writer.take(syncId));
  }

  private boolean copy(int at, MessageWriter writer) {
    ByteBuffer in = message.buffer();
    int fixed = EntryFields.fixed(in, at);
    byte[] options = new byte[EntryFields.size(in, at) - fixed];
    in.get(at + fixed, options);
    return writer.add(in, at, options, EntryFields.timeout(in, at));
  }
}
