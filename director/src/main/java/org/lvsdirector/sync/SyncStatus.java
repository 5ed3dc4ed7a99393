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
 * @param readMillis how long reading the node's connection table took the last time
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
    List<PeerStatus> peers) {
  /** Copies the list. */
  public SyncStatus {
    peers = List.copyOf(peers);
  }

  /** Where this program takes no part in it. */
  public static SyncStatus of(String mode) {
    return new SyncStatus(mode, "", 0, 0, 0, 0, 0, List.of());
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
