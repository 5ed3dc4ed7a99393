package org.lvsdirector.sync.cache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.Hashes;

/**
 * Entries of one family in slots of memory outside of the heap, found by an index of four bytes a
 * place on it. An entry keeps its slot as long as it is there. Not thread-safe.
 *
 * <p>A slot: {@code u64 hash of the key | u32 second in which it expires | u32 second in which it
 * was told | u8 mark | 3 spare bytes | the entry}. Of a free one the second word is the next free.
 */
final class EntryTable {
  private static final int EXPIRES = 8;
  private static final int TOLD = 12;
  private static final int MARK = 16;
  private static final int ENTRY = 20;
  private static final int NONE = -1;
  private static final int CHUNK_BITS = 13;
  private static final int CHUNK = 1 << CHUNK_BITS;
  static final byte[] NO_OPTIONS = {};

  private final int fixed;
  private final int width;
  private final long seed;
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private final Map<Integer, byte[]> options = new HashMap<>();
  private int[] index = new int[1 << 10];
  private int top;
  private int free = NONE;
  private int size;
  private long optionBytes;

  /**
   * An empty one.
   *
   * @param fixed bytes of an entry without options: {@link EntryFields#V4} or {@code V6}
   * @param seed a secret, so that nobody can choose what falls on one place of the index
   */
  EntryTable(int fixed, long seed) {
    this.fixed = fixed;
    this.width = ENTRY + fixed;
    this.seed = seed;
  }

  /** How many entries there are. */
  int size() {
    return size;
  }

  /** All slots are below this. */
  int top() {
    return top;
  }

  /** Memory that is in use, in bytes. */
  long bytes() {
    return (long) chunks.size() * CHUNK * width + (long) index.length * Integer.BYTES + optionBytes;
  }

  /** Memory that one more entry would add, in bytes, its options not reckoned. */
  long growth() {
    long slots = free == NONE && top == chunks.size() * CHUNK ? (long) CHUNK * width : 0;
    return slots + (isIndexFull() ? (long) index.length * Integer.BYTES : 0);
  }

  long hash(ByteBuffer entry, int at, byte[] with) {
    long hash = Hashes.key(entry, at, seed);
    return EntryFields.isTemplate(entry, at) ? Hashes.with(hash, with) : hash;
  }

  /** The slot of an entry with the same key, or −1. */
  int find(long hash, ByteBuffer entry, int at, byte[] with) {
    for (int place = home(hash); index[place] != 0; place = next(place)) {
      int slot = index[place] - 1;
      if (chunk(slot).getLong(offset(slot)) == hash && isSame(slot, entry, at, with)) {
        return slot;
      }
    }
    return NONE;
  }

  private boolean isSame(int slot, ByteBuffer entry, int at, byte[] with) {
    return EntryFields.sameKey(chunk(slot), entryAt(slot), entry, at)
        && (!EntryFields.isTemplate(entry, at) || Arrays.equals(options(slot), with));
  }

  /** Adds an entry that is not there; its times and its mark are 0. */
  int add(long hash, ByteBuffer entry, int at, byte[] with) {
    if (isIndexFull()) {
      grow();
    }
    int slot = free;
    if (slot == NONE) {
      if (top == chunks.size() * CHUNK) {
        chunks.add(ByteBuffer.allocateDirect(CHUNK * width));
      }
      slot = top++;
    } else {
      free = chunk(slot).getInt(offset(slot) + EXPIRES);
    }
    size++;
    chunk(slot).putLong(offset(slot), hash).putInt(offset(slot) + TOLD, 0);
    chunk(slot).put(offset(slot) + MARK, (byte) 0);
    set(slot, entry, at, with);
    place(hash, slot);
    return slot;
  }

  /** Gives a slot another content of the same key. */
  void set(int slot, ByteBuffer entry, int at, byte[] with) {
    chunk(slot).put(entryAt(slot), entry, at, fixed);
    EntryFields.size(chunk(slot), entryAt(slot), fixed);
    byte[] before = with.length == 0 ? options.remove(slot) : options.put(slot, with);
    optionBytes += with.length - (before == null ? 0 : before.length);
  }

  /** Frees a slot. */
  void remove(int slot) {
    int hole = placeOf(slot);
    for (int place = next(hole); index[place] != 0; place = next(place)) {
      int home = home(chunk(index[place] - 1).getLong(offset(index[place] - 1)));
      // It may move to the hole unless that is before the place where the search for it begins.
      if (distance(home, place) >= distance(hole, place)) {
        index[hole] = index[place];
        hole = place;
      }
    }
    index[hole] = 0;
    byte[] before = options.remove(slot);
    optionBytes -= before == null ? 0 : before.length;
    chunk(slot).putLong(offset(slot), 0).putInt(offset(slot) + EXPIRES, free);
    chunk(slot).put(offset(slot) + MARK, Mark.FREE);
    free = slot;
    size--;
  }

  boolean isFree(int slot) {
    return mark(slot) == Mark.FREE;
  }

  /** Where a slot's entry stands, at {@link #entryAt}. */
  ByteBuffer chunk(int slot) {
    return chunks.get(slot >>> CHUNK_BITS);
  }

  int entryAt(int slot) {
    return offset(slot) + ENTRY;
  }

  byte[] options(int slot) {
    return options.isEmpty() ? NO_OPTIONS : options.getOrDefault(slot, NO_OPTIONS);
  }

  int expires(int slot) {
    return chunk(slot).getInt(offset(slot) + EXPIRES);
  }

  void expires(int slot, int second) {
    chunk(slot).putInt(offset(slot) + EXPIRES, second);
  }

  int told(int slot) {
    return chunk(slot).getInt(offset(slot) + TOLD);
  }

  void told(int slot, int second) {
    chunk(slot).putInt(offset(slot) + TOLD, second);
  }

  /** Bits of {@link Mark}. */
  byte mark(int slot) {
    return chunk(slot).get(offset(slot) + MARK);
  }

  void mark(int slot, int bits) {
    chunk(slot).put(offset(slot) + MARK, (byte) bits);
  }

  private int offset(int slot) {
    return (slot & (CHUNK - 1)) * width;
  }

  private int home(long hash) {
    return (int) hash & (index.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (index.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (index.length - 1);
  }

  private int placeOf(int slot) {
    int place = home(chunk(slot).getLong(offset(slot)));
    while (index[place] != slot + 1) {
      place = next(place);
    }
    return place;
  }

  private void place(long hash, int slot) {
    int place = home(hash);
    while (index[place] != 0) {
      place = next(place);
    }
    index[place] = slot + 1;
  }

  private boolean isIndexFull() {
    return size >= index.length / 8 * 5;
  }

  private void grow() {
    index = new int[index.length * 2];
    for (int slot = 0; slot < top; slot++) {
      if (!isFree(slot)) {
        place(chunk(slot).getLong(offset(slot)), slot);
      }
    }
  }
}
