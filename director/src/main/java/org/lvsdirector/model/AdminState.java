package org.lvsdirector.model;

import java.util.Locale;

/** What an operator wants of a real server, whatever its health. */
public enum AdminState {
  /** Traffic as its health allows. */
  UP,
  /** No new connections; those it has go on. */
  DRAIN,
  /** Out of the pool. */
  DOWN;

  /** The name as configuration and API write it, e.g. {@code drain}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
