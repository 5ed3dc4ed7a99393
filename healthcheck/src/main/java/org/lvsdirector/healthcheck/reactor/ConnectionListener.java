package org.lvsdirector.healthcheck.reactor;

import java.io.IOException;

/** Told what becomes of a connection, on the connector's thread. */
public interface ConnectionListener {
  /** It stands. One that is not kept is of no more use now. */
  void connected();

  /** It does not come about, or is broken; there is nothing to close. */
  void failed(IOException cause);

  /** A kept connection was closed by the server, in order; there is nothing to close. */
  default void closed() {}

  /** A kept connection brought something, which is thrown away. */
  default void heard(int bytes) {}
}
