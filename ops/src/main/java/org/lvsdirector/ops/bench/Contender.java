package org.lvsdirector.ops.bench;

import java.util.List;
import org.lvsdirector.ops.lab.Guest;

/** A product under test, on a pair of directors. */
interface Contender {

  /** The name in the table. */
  String name();

  /** How it forwards here. */
  List<Mode> modes();

  /** Starts it on a machine; does not wait. */
  void start(Guest guest);

  /** Kills all its processes with SIGKILL. */
  void kill(Guest guest);

  /** Tells it to stop, and returns at once. */
  void stop(Guest guest);

  /** Whether both nodes of the pair know of each other and of their servers. */
  boolean whole(Guest master, Guest backup);

  /** What it wrote, for a person who wants to know why something failed. */
  String log(Guest guest);
}
