package org.lvsdirector.ops.bench.ejection;

import org.lvsdirector.ops.lab.Guest;

/** A product under test, on one director. */
interface Balancer {
  /** The name in the table, with the kind of check. */
  String name();

  /** Whether its check does no more than connect. */
  boolean connectsOnly();

  /** Starts it; does not wait. */
  void start(Guest guest);

  /** What it wrote, for a person who wants to know why something failed. */
  String log(Guest guest);
}
