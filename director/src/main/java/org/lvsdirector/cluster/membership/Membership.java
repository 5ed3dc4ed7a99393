package org.lvsdirector.cluster.membership;

import java.util.Optional;

/**
 * The edge to the group communication. Calls may block, though never longer than a few seconds, and
 * must not come from an event loop.
 */
public interface Membership {
  /** Gets what happens, on any thread; each call must return at once. */
  interface Listener {
    /** Members came or went. */
    void onView(ClusterView view);

    /** A member of the view sent a message. */
    void onMessage(String node, byte[] message);

    /** A node of the cluster that is not in the view was heard, so a merge is to be expected. */
    void onOutsider();

    /**
     * Whether this node may take its time before it takes others for dead, as it gains nothing by
     * it: whoever is left out of the view hears nothing any more, and would take over.
     */
    boolean hasTime();

    /** What listens at a configured member's address has another key than this node. */
    void onForeignKey();
  }

  /** Joins as a newcomer; returns once the first view is there. */
  void connect(Listener listener) throws ClusterException;

  /** Sends to one member, or to all others. */
  void send(Optional<String> node, byte[] message) throws ClusterException;

  /**
   * Sends a part of a stream, of which its two ends keep account themselves: in order, but it is
   * neither acknowledged nor sent again when the connection breaks.
   */
  void stream(String node, byte[] part) throws ClusterException;

  /** Leaves in order; a no-op when not connected. */
  void disconnect();
}
