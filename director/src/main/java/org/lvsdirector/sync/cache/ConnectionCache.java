package org.lvsdirector.sync.cache;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.RawMessage;
import org.lvsdirector.sync.message.SyncEntry;

/**
 * The connections and templates that must not get lost of those that this node's kernel has, as far
 * as this program was told: what its own kernel says and what it has put in there. The kernel's
 * list of them is no help, for reading it takes time that grows with the square of the entries.
 * Entries leave by their timeouts, as they do in the kernel. Thread-safe; about 64 bytes of memory
 * an entry of IPv4, 100 of IPv6, outside of the heap, and no more than a limit.
 */
public final class ConnectionCache {
  /** How long a closed connection is remembered: longer than older news of it are on their way. */
  static final Duration LINGER = Duration.ofSeconds(15);

  /** How long what was told live wins over another's list, in seconds. */
  private static final int RECENT = 20;

  /** What stands for the timeout that is usual, which kernels always say; seconds. */
  private static final int USUAL = 900;

  private static final int LONGEST = 1 << 30;
  private static final int SWEEPS = 16;

  /** Slots that a walk looks at before others have a turn. */
  private static final int STEP = 2048;

  private static final long SECOND = 1_000_000_000;

  private final long mostBytes;
  private final LongSupplier clock;
  private final long epoch;
  private final EntryTable v4;
  private final EntryTable v6;
  private final int[] swept = new int[2];
  private int closed;
  private long refused;

  /**
   * An empty one.
   *
   * @param mostBytes memory that it may take
   * @param nanos a clock that stands still with the kernel's, {@link System#nanoTime}
   */
  public ConnectionCache(long mostBytes, LongSupplier nanos) {
    this.mostBytes = mostBytes;
    this.clock = nanos;
    this.epoch = nanos.getAsLong();
    long seed = new SecureRandom().nextLong();
    v4 = new EntryTable(EntryFields.V4, seed);
    v6 = new EntryTable(EntryFields.V6, seed);
  }

  /** What telling has come to. */
  public enum Told {
    /** The entry is as it was told. */
    TAKEN,
    /** The same, and it had another server before. */
    MOVED,
    /** Nothing is to be made of it, for what is known is newer. */
    STALE
  }

  /** Takes in all that this node's kernel tells. */
  public synchronized void captured(RawMessage message) {
    int now = now();
    for (int i = 0; i < message.count(); i++) {
      told(message.buffer(), message.start(i), now);
    }
  }

  /**
   * Takes in what the kernel tells, or is told, of one entry.
   *
   * @param now {@link #now}, of which one is enough for many entries: clocks can be slow
   */
  public synchronized Told told(ByteBuffer in, int at, int now) {
    EntryTable table = table(in, at);
    byte[] options = options(in, at);
    long hash = table.hash(in, at, options);
    int slot = table.find(hash, in, at, options);
    boolean moved =
        isOpen(table, slot, now)
            && !EntryFields.sameServer(table.chunk(slot), table.entryAt(slot), in, at);
    if (moved && isEnd(in, at)) {
      // The end of what another connection has taken the place of; the kernel ignores it too.
      return Told.STALE;
    }
    put(table, slot, hash, in, at, options, now);
    return moved ? Told.MOVED : Told.TAKEN;
  }

  /** The kernel leaves an entry on its server if what is told of another is not active. */
  private static boolean isEnd(ByteBuffer in, int at) {
    return (EntryFields.flags(in, at) & SyncEntry.INACTIVE) != 0
        && EntryFields.protocol(in, at) != Protocol.UDP.number();
  }

  /**
   * Takes in an entry of another node's list, which is stale unless it is news.
   *
   * @param now see {@link #told}
   */
  public synchronized Told offered(ByteBuffer in, int at, int now) {
    EntryTable table = table(in, at);
    byte[] options = options(in, at);
    long hash = table.hash(in, at, options);
    int slot = table.find(hash, in, at, options);
    boolean alive = isAlive(table, slot, now);
    if (alive) {
      boolean known = EntryFields.sameServer(table.chunk(slot), table.entryAt(slot), in, at);
      boolean recent = now - table.told(slot) < RECENT;
      if (isClosed(table, slot) || known || recent) {
        return Told.STALE;
      }
    }
    put(table, slot, hash, in, at, options, now);
    return alive ? Told.MOVED : Told.TAKEN;
  }

  private boolean put(
      EntryTable table, int known, long hash, ByteBuffer in, int at, byte[] options, int now) {
    boolean matters = EntryFields.matters(in, at);
    int slot = known;
    if (slot < 0) {
      if (bytes() + table.growth() + options.length > mostBytes) {
        refused += matters ? 1 : 0;
        return false;
      }
      slot = table.add(hash, in, at, options);
    } else {
      closed -= isClosed(table, slot) ? 1 : 0;
      table.set(slot, in, at, options);
    }
    int timeout = EntryFields.timeout(in, at);
    long lasts = matters ? (timeout == 0 ? USUAL : timeout) : LINGER.toSeconds();
    table.expires(slot, now + 1 + (int) Math.min(lasts, LONGEST));
    table.told(slot, now);
    table.mark(slot, matters ? 0 : Mark.CLOSED);
    closed += matters ? 0 : 1;
    return true;
  }

  /**
   * Takes in an entry that the kernel lists, in a pass over its table.
   *
   * @param since the second in which the pass began, see {@link #now}
   * @param now see {@link #told}
   * @return whether this is news
   */
  public synchronized boolean listed(ByteBuffer in, int at, int since, int now) {
    EntryTable table = table(in, at);
    byte[] options = options(in, at);
    long hash = table.hash(in, at, options);
    int slot = table.find(hash, in, at, options);
    boolean alive = isAlive(table, slot, now);
    boolean news = !alive;
    if (!news && !isClosed(table, slot)) {
      news = !EntryFields.sameServer(table.chunk(slot), table.entryAt(slot), in, at);
    }
    boolean newer = alive && table.told(slot) >= since;
    if (news && !newer) {
      if (!put(table, slot, hash, in, at, options, now)) {
        return false;
      }
      slot = table.find(hash, in, at, options);
    } else if (!newer) {
      table.expires(slot, now + 1 + EntryFields.timeout(in, at));
    }
    table.mark(slot, (table.mark(slot) & ~Mark.MISSED) | Mark.SEEN);
    return news && !newer;
  }

  /**
   * Ends a pass over the kernel's table: what it has not seen, nor the one before, is not there.
   *
   * @param since the second in which the pass began
   * @param lost decides about such an entry: true = it is to be forgotten
   */
  public void passed(int since, Visitor lost) {
    walk(
        (table, slot, left) -> {
          int mark = table.mark(slot);
          boolean seen = (mark & Mark.SEEN) != 0 || table.told(slot) >= since;
          boolean gone = !seen && (mark & Mark.MISSED) != 0;
          if (gone && take(table, slot, left, lost)) {
            remove(table, slot);
          } else {
            table.mark(slot, (mark & Mark.CLOSED) | (seen || gone ? 0 : Mark.MISSED));
          }
          return true;
        },
        new Walk());
  }

  /** Visits all entries that are open; see {@link #walk(Walk, Visitor)}. */
  public void walk(Visitor visitor) {
    walk(new Walk(), visitor);
  }

  /**
   * Visits the entries that are open, each once if it is there all the time; others can be told
   * meanwhile.
   *
   * @param walk where it goes on
   * @return whether it has come to the end, instead of having been stopped by the visitor
   */
  public boolean walk(Walk walk, Visitor visitor) {
    return walk(
        (table, slot, left) ->
            isClosed(table, slot) || left <= 0 || take(table, slot, left, visitor),
        walk);
  }

  private boolean walk(SlotVisitor visitor, Walk walk) {
    for (EntryTable table : List.of(v4, v6)) {
      if (walk.table > (table == v4 ? 0 : 1)) {
        continue;
      }
      boolean more = true;
      while (more) {
        Step step = step(table, walk, visitor);
        if (step == Step.STOPPED) {
          return false;
        }
        more = step == Step.MORE;
      }
      walk.next();
    }
    return true;
  }

  private synchronized Step step(EntryTable table, Walk walk, SlotVisitor visitor) {
    int end = Math.min(walk.slot + STEP, table.top());
    int now = now();
    for (; walk.slot < end; walk.slot++) {
      if (!table.isFree(walk.slot)
          && !visitor.visit(table, walk.slot, table.expires(walk.slot) - now)) {
        return Step.STOPPED;
      }
    }
    return walk.slot < table.top() ? Step.MORE : Step.END;
  }

  private static boolean take(EntryTable table, int slot, int left, Visitor visitor) {
    return visitor.visit(
        table.chunk(slot), table.entryAt(slot), table.options(slot), left, table.told(slot));
  }

  /** Forgets what has expired, each time in another part; all in {@value #SWEEPS} turns. */
  public synchronized void sweep() {
    sweep(v4, 0);
    sweep(v6, 1);
  }

  private void sweep(EntryTable table, int number) {
    int begin = swept[number] >= table.top() ? 0 : swept[number];
    int end = Math.min(table.top(), begin + table.top() / SWEEPS + 1);
    int now = now();
    for (int slot = begin; slot < end; slot++) {
      if (!table.isFree(slot) && table.expires(slot) - now <= 0) {
        remove(table, slot);
      }
    }
    swept[number] = end;
  }

  private void remove(EntryTable table, int slot) {
    closed -= isClosed(table, slot) ? 1 : 0;
    table.remove(slot);
  }

  /** The second that it is now, by which entries expire. */
  public int now() {
    return (int) ((clock.getAsLong() - epoch) / SECOND);
  }

  /** How many entries there are; some may have expired a moment ago. */
  public synchronized int size() {
    return v4.size() + v6.size() - closed;
  }

  /** Memory that is in use, in bytes. */
  public synchronized long bytes() {
    return v4.bytes() + v6.bytes();
  }

  /** Entries that there was no memory for, ever. */
  public synchronized long refused() {
    return refused;
  }

  /** Whether there is no memory for more. */
  public synchronized boolean isFull() {
    return bytes() + Math.max(v4.growth(), v6.growth()) > mostBytes;
  }

  private static boolean isAlive(EntryTable table, int slot, int now) {
    return slot >= 0 && table.expires(slot) - now > 0;
  }

  private static boolean isOpen(EntryTable table, int slot, int now) {
    return isAlive(table, slot, now) && !isClosed(table, slot);
  }

  private static boolean isClosed(EntryTable table, int slot) {
    return (table.mark(slot) & Mark.CLOSED) != 0;
  }

  private EntryTable table(ByteBuffer in, int at) {
    return EntryFields.isV6(in, at) ? v6 : v4;
  }

  private static byte[] options(ByteBuffer in, int at) {
    int fixed = EntryFields.fixed(in, at);
    int length = EntryFields.size(in, at) - fixed;
    if (length == 0) {
      return EntryTable.NO_OPTIONS;
    }
    byte[] options = new byte[length];
    in.get(at + fixed, options);
    return options;
  }

  /** What is done with a slot that is not free. */
  @FunctionalInterface
  private interface SlotVisitor {
    boolean visit(EntryTable table, int slot, int left);
  }

  private enum Step {
    MORE,
    STOPPED,
    END
  }
}
