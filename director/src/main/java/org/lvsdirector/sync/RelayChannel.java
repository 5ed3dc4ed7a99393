package org.lvsdirector.sync;

import java.io.IOException;

/** The way to another member's relay. */
@FunctionalInterface
public interface RelayChannel {
  /** Sends to a member of the view; may block for a moment. */
  void send(String node, byte[] frame) throws IOException;
}
