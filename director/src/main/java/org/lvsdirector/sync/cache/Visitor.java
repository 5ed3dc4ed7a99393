package org.lvsdirector.sync.cache;

import java.nio.ByteBuffer;

/** What is done with each entry of a walk; must not touch the cache. */
@FunctionalInterface
public interface Visitor {
  /**
   * Takes an entry.
   *
   * @param in where it stands, without its options; not to be changed or kept
   * @param options what belongs behind it; often empty
   * @param left seconds until it expires
   * @param told the second in which it was told, see {@link ConnectionCache#now}
   * @return whether it was taken; otherwise the walk stops before it
   */
  boolean visit(ByteBuffer in, int at, byte[] options, int left, int told);
}
