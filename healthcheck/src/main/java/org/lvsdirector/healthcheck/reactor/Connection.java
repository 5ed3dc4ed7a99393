package org.lvsdirector.healthcheck.reactor;

/** A connection, or the attempt at one. */
public interface Connection {
  /**
   * Lets go of it; its listener hears no more. One that is not kept is aborted: the server gets a
   * reset and this machine keeps no state (TIME_WAIT).
   */
  void close();
}
