package org.lvsdirector.sync;

import java.util.Arrays;

/** Hashes of up to a few million entries in eight bytes each: filled, then sorted, then asked. */
final class HashList {
  private long[] hashes = new long[1024];
  private int size;
  private boolean sorted;

  void add(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash;
    sorted = false;
  }

  boolean contains(long hash) {
    if (!sorted) {
      Arrays.sort(hashes, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(hashes, 0, size, hash) >= 0;
  }

  int size() {
    return size;
  }
}
