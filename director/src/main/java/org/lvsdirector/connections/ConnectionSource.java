package org.lvsdirector.connections;

import java.io.IOException;
import java.util.List;
import org.lvsdirector.sync.ConnectionTable;

/** Where the entries of this node's connection table come from. */
@FunctionalInterface
public interface ConnectionSource {
  /**
   * Visits all entries, or until the visitor has enough; blocks.
   *
   * @throws IOException when the table cannot be read, and what the visitor throws
   */
  void read(ConnectionTable.Visitor visitor) throws IOException;

  /**
   * The same entries with what has to be asked for elsewhere; for a page, not for all there are.
   * Blocks.
   */
  default List<ConnectionEntry> complete(List<ConnectionEntry> entries) {
    return entries;
  }
}
