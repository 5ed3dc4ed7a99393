package org.lvsdirector.dataplane.embedded;

import java.util.List;

/**
 * ip_vs_fo: all to the heaviest usable server. ip_vs_ovf: the same, but a server with more
 * connections than its weight is passed over.
 */
final class Heaviest implements Scheduling {
  private final boolean overflow;

  Heaviest(boolean overflow) {
    this.overflow = overflow;
  }

  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    Load heaviest = null;
    for (Load load : servers) {
      boolean full = overflow && load.active() > load.weight();
      if (load.usable() && !full && (heaviest == null || load.weight() > heaviest.weight())) {
        heaviest = load;
      }
    }
    return heaviest == null ? Choice.none(cursor) : Choice.of(heaviest, cursor);
  }
}
