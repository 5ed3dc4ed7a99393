package org.lvsdirector.config;

/** How the directors' connection tables are kept alike. */
public enum SyncMode {
  /**
   * Through the cluster's own channel, authenticated and encrypted; a director that joins is given
   * what it lacks.
   */
  RELAY,
  /**
   * By the kernel's own sync daemons. They multicast without authentication: whoever can send on
   * that segment can plant connections, so it should carry nobody but the directors.
   */
  KERNEL,
  /** Not at all: connections break at a failover. */
  OFF
}
