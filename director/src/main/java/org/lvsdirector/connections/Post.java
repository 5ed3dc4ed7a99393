package org.lvsdirector.connections;

import org.lvsdirector.cluster.Letter;

/** Sends letters to other nodes; from any thread, without waiting. */
@FunctionalInterface
public interface Post {
  /** Sends one; where that is not possible, nothing comes back. */
  void send(String to, Letter letter);
}
