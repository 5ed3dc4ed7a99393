package org.lvsdirector.sync.cache;

/** Bits that a slot has besides its entry. */
final class Mark {
  /** Nothing is there. */
  static final byte FREE = (byte) 0x80;

  /** The connection is closed; remembered so that older news do not bring it back. */
  static final int CLOSED = 1;

  /** The kernel lists it, as the pass that is under way has seen. */
  static final int SEEN = 2;

  /** The last pass has not seen it. */
  static final int MISSED = 4;

  private Mark() {}
}
