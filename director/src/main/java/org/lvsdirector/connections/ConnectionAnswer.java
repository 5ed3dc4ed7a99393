package org.lvsdirector.connections;

import java.util.List;

/**
 * What there is to say of a look-up besides its entries.
 *
 * @param nodes those that were asked, in the order of their names
 * @param missing how many members of the cluster's configuration are not in the cluster now
 * @param cursor behind which the next page begins; empty when there is nothing behind
 */
public record ConnectionAnswer(List<NodeAnswer> nodes, int missing, String cursor) {
  /** Copies the list. */
  public ConnectionAnswer {
    nodes = List.copyOf(nodes);
  }

  /**
   * One node's part.
   *
   * @param read how many entries of its table it looked at
   * @param found how many it sent; those on later pages are not among them
   * @param fault why its part is missing or not all; empty when it is all
   */
  public record NodeAnswer(String node, long read, long found, String fault) {}
}
