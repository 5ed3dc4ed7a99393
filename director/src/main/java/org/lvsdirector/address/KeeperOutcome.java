package org.lvsdirector.address;

import java.util.Map;
import java.util.Set;

/**
 * How the table took what was decided.
 *
 * @param failures first failure of each group
 * @param renewed groups of which an address was held
 * @param withheld groups that were no longer allowed when it came to the write
 */
record KeeperOutcome(Map<String, Failure> failures, Set<String> renewed, Set<String> withheld) {
  /** What was tried. */
  enum Verb {
    LOOK,
    HOLD,
    DROP,
    ANNOUNCE
  }

  /**
   * A failed call.
   *
   * @param reason the table's words
   */
  record Failure(Verb verb, String reason) {}
}
