package org.lvsdirector.model;

import java.util.Locale;

/** What happens to an unhealthy server's destination. */
public enum OnDown {
  /** Weight 0: no new connections, those it has may end. */
  ZERO,
  /** The destination is deleted; the kernel drops its connections' packets. */
  DELETE;

  /** The name as the configuration writes it, e.g. {@code zero}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
