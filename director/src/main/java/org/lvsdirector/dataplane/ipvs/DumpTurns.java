package org.lvsdirector.dataplane.ipvs;

/**
 * Whose destinations are dumped at which read: those of services that carry traffic all within
 * {@value #TURNS} reads, those of all others within {@value #IDLE_TURNS}, or at least {@value
 * #LEAST} at each read.
 */
final class DumpTurns {
  static final int TURNS = 20;
  static final int IDLE_TURNS = 200;
  static final int LEAST = 8;

  private final Rotation busy = new Rotation();
  private final Rotation idle = new Rotation();

  /** Services in a row, which it goes around. */
  private static final class Rotation {
    private int services;
    private int from;
    private int due;

    void next(int all, int atOnce) {
      from = all == 0 ? 0 : (from + due) % all;
      services = all;
      due = Math.min(all, atOnce);
    }

    boolean has(int index) {
      return (index - from + services) % services < due;
    }
  }

  /** The next read begins, of so many services. */
  void next(int services) {
    busy.next(services, (services + TURNS - 1) / TURNS);
    idle.next(services, Math.max(LEAST, (services + IDLE_TURNS - 1) / IDLE_TURNS));
  }

  /**
   * Whether it is a service's turn.
   *
   * @param index in the kernel's order, from 0
   * @param moved whether its counters have moved since its last dump
   */
  boolean isDue(int index, boolean moved) {
    return idle.has(index) || (moved && busy.has(index));
  }
}
