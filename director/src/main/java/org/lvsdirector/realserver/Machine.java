package org.lvsdirector.realserver;

import java.io.IOException;

/** Reads and changes the states of {@linkplain Thing things}. */
public interface Machine {
  /** The state now; {@link Thing#ABSENT} where there is no such thing. */
  String read(Thing thing) throws IOException;

  /**
   * Brings a thing into a state.
   *
   * @throws IOException saying what was tried and what refused it
   */
  void write(Thing thing, String state) throws IOException;
}
