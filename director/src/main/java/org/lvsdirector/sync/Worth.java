package org.lvsdirector.sync;

import java.util.Set;

/**
 * Which entries must not get lost: connections that can still carry data, and templates. Those that
 * are closed on both sides, or not open yet, are over before anybody could miss them.
 */
final class Worth {
  private static final Set<String> STATES =
      Set.of("ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "UDP", "S-SENT", "S-RECEIVED");

  private Worth() {}

  static boolean keeping(ConnectionRow row) {
    return row.isTemplate() || STATES.contains(row.state());
  }
}
