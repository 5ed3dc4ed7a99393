package org.lvsdirector.dataplane.embedded;

import java.util.List;

/**
 * Chooses a destination for a new connection, as a pure function. The order of the list matters as
 * it does in the kernel, where the destination added last comes first.
 */
interface Scheduling {
  Choice choose(List<Load> servers, Cursor cursor, Flow flow);

  /** Moves the state on when destinations come, go or change. */
  default Cursor changed(Cursor cursor, List<Load> before, List<Load> after) {
    return cursor;
  }
}
