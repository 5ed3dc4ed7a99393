package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * What two nodes compare instead of their tables: the entries fall by their hash into {@value
 * #PARTITIONS} partitions, of which each is counted and summed up. Not thread-safe while it grows.
 */
final class Digest {
  static final int PARTITIONS = 1024;
  static final int BYTES = PARTITIONS * (Integer.BYTES + Long.BYTES);

  private final int[] counts = new int[PARTITIONS];
  private final long[] sums = new long[PARTITIONS];

  /** Where an entry belongs. */
  static int partition(long hash) {
    return (int) (hash >>> 54);
  }

  void add(long hash) {
    int partition = partition(hash);
    counts[partition]++;
    sums[partition] ^= hash;
  }

  /** How many entries there are. */
  long total() {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    return total;
  }

  boolean isEmpty(int partition) {
    return counts[partition] == 0;
  }

  /** The partitions in which the other has something else, though this has something. */
  BitSet differing(Digest other) {
    BitSet differing = new BitSet(PARTITIONS);
    for (int i = 0; i < PARTITIONS; i++) {
      if (counts[i] != 0 && (counts[i] != other.counts[i] || sums[i] != other.sums[i])) {
        differing.set(i);
      }
    }
    return differing;
  }

  void put(ByteBuffer to) {
    for (int i = 0; i < PARTITIONS; i++) {
      to.putInt(counts[i]).putLong(sums[i]);
    }
  }

  static Digest get(ByteBuffer from) {
    Digest digest = new Digest();
    for (int i = 0; i < PARTITIONS; i++) {
      digest.counts[i] = from.getInt();
      digest.sums[i] = from.getLong();
    }
    return digest;
  }
}
