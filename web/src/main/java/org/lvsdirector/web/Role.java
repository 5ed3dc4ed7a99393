package org.lvsdirector.web;

import java.util.Locale;

/** What the holder of a token may do; each role may do what the ones before it may. */
public enum Role {
  /** See everything. */
  VIEWER,
  /** Set weights, drain servers, move VIP groups, reload the configuration file. */
  OPERATOR,
  /** Everything. */
  ADMIN;

  /** The name as the tokens file writes it, e.g. {@code viewer}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this role may do what the other may. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}
