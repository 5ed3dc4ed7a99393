package org.lvsdirector.healthcheck.reactor;

import java.io.IOException;

/** Opens TCP connections. */
@FunctionalInterface
public interface Connector {
  /**
   * Begins to connect. To be called on the connector's thread, where the listener is told, never
   * before this returns.
   *
   * @throws IOException where this machine lacks what it takes, before anything was sent
   */
  Connection connect(Route route, ConnectionListener listener) throws IOException;
}
