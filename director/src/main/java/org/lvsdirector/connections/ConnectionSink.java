package org.lvsdirector.connections;

import java.util.List;

/** Who gets the entries of a look-up. */
@FunctionalInterface
public interface ConnectionSink {
  /**
   * Takes some; may block for as long as it has no room, though not for ever.
   *
   * @return whether it wants more
   */
  boolean take(List<ConnectionEntry> entries) throws InterruptedException;
}
