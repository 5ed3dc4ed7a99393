package org.lvsdirector.sync.cache;

/** Where a walk through a cache stands. One thread uses it. */
public final class Walk {
  int table;
  int slot;

  /** On to the next table. */
  void next() {
    table++;
    slot = 0;
  }
}
