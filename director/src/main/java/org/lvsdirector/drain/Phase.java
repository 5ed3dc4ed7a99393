package org.lvsdirector.drain;

import java.util.Locale;

/** How far a drain is on one node. */
public enum Phase {
  /** Connections end by themselves, and the deadline is still to come, if there is one. */
  DRAINING,
  /** The deadline has passed and the connections that are left go on. */
  LINGERING,
  /** The deadline has passed and the connections that are left are closed or moved. */
  CLEARING,
  /** There are none left. */
  DRAINED;

  /** The name as the API writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
