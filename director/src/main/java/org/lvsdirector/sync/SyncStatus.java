package org.lvsdirector.sync;

import java.util.List;

/**
 * How connection sync stands on a node.
 *
 * @param mode relay, kernel or off
 * @param fault why connections are not kept alike; empty when they are
 * @param captured entries that the node's kernel told
 * @param injected entries of others that were put into the node's kernel
 * @param refused messages of others that were not understood, or not theirs to send
 * @param dropped messages that there was no room for, of the kernel's or of others; what they told
 *     is made good by a comparison
 * @param readMillis how long going through the kernel's own list of them took the last time
 * @param known what this program knows of the connections that the node's kernel has
 * @param peers the other directors
 */
public record SyncStatus(
    String mode,
    String fault,
    long captured,
    long injected,
    long refused,
    long dropped,
    long readMillis,
    Known known,
    List<PeerStatus> peers) {
  /** Copies the list. */
  public SyncStatus {
    peers = List.copyOf(peers);
  }

  /** Where this program takes no part in it. */
  public static SyncStatus of(String mode) {
    return new SyncStatus(mode, "", 0, 0, 0, 0, 0, Known.NOTHING, List.of());
  }

  /**
   * What is known of the connections in the kernel.
   *
   * @param entries connections and persistence templates that must not get lost
   * @param bytes of memory that they take
   * @param complete whether the kernel has no others; after a start with a large table it takes a
   *     while to find out
   * @param found connections that the kernel turned out to have, since then
   * @param lost connections that it turned out to lack
   * @param listed how many of its list have been looked at, in this turn or the last
   */
  public record Known(
      int entries, long bytes, boolean complete, long found, long lost, long listed) {
    static final Known NOTHING = new Known(0, 0, true, 0, 0, 0);
  }

  /**
   * Another director.
   *
   * @param lagMillis how long the oldest message that it has not acknowledged has waited
   * @param backlog bytes that wait to be sent to it
   * @param lost messages to it that were dropped
   * @param coverage 0–1, the share of what it holds that this node has; 1 if it holds nothing
   * @param total connections that it holds, as of the last comparison
   * @param missing how many of them this node lacked then, and was given
   * @param why why the share is not known; empty when it is
   */
  public record PeerStatus(
      String node,
      long lagMillis,
      int backlog,
      long lost,
      double coverage,
      long total,
      long missing,
      String why) {}
}
