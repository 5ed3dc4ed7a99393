package org.lvsdirector.healthcheck;

/**
 * What a check does to find out whether a server works: a value, whose text tells it from all
 * others and holds no secret. Each kind has its {@link Prober}; anybody may add some.
 */
public interface Probe {
  /**
   * Whether it talks to the target over TCP, so that an idle connection to the same port shows when
   * the server's process ends.
   */
  default boolean overTcp() {
    return true;
  }

  /** Whether it takes a port to probe. */
  default boolean needsPort() {
    return true;
  }

  /** Opens a TCP connection and closes it. */
  record Tcp() implements Probe {}
}
