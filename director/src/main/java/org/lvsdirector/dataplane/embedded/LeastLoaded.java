package org.lvsdirector.dataplane.embedded;

import java.util.List;

/** ip_vs_lc, ip_vs_wlc, ip_vs_sed, ip_vs_nq: the least loaded; of equals the first of the list. */
final class LeastLoaded implements Scheduling {
  enum Measure {
    CONNECTIONS,
    WEIGHTED_CONNECTIONS,
    /** As weighted connections, with the new one counted in. */
    EXPECTED_DELAY,
    /** As expected delay, but an idle server comes first. */
    NEVER_QUEUE
  }

  private final Measure measure;

  LeastLoaded(Measure measure) {
    this.measure = measure;
  }

  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    Load least = null;
    for (Load load : servers) {
      if (!load.usable()) {
        continue;
      }
      if (measure == Measure.NEVER_QUEUE && load.active() == 0) {
        return Choice.of(load, cursor);
      }
      if (least == null || cost(least) * weight(load) > cost(load) * weight(least)) {
        least = load;
      }
    }
    return least == null ? Choice.none(cursor) : Choice.of(least, cursor);
  }

  private long cost(Load load) {
    return switch (measure) {
      case CONNECTIONS, WEIGHTED_CONNECTIONS -> load.active();
      default -> load.active() + 1L;
    };
  }

  private long weight(Load load) {
    return measure == Measure.CONNECTIONS ? 1 : load.weight();
  }
}
