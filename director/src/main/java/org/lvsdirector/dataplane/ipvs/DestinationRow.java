package org.lvsdirector.dataplane.ipvs;

import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;

/** A destination as the kernel lists it: its rule, and what it has counted. */
record DestinationRow(Destination destination, DestinationCounters counters) {
  static final Traffic NO_TRAFFIC = new Traffic(0, 0, 0, 0, 0);

  /** One that has just been made. */
  static DestinationRow fresh(Destination destination) {
    return listed(destination, 0, 0);
  }

  /** One whose traffic nobody told. */
  static DestinationRow listed(Destination destination, long active, long inactive) {
    return new DestinationRow(destination, new DestinationCounters(active, inactive, NO_TRAFFIC));
  }

  /** The same counters under another rule. */
  DestinationRow with(Destination changed) {
    return new DestinationRow(changed, counters);
  }

  /** This row of {@code /proc/net/ip_vs} with what only a dump tells. */
  DestinationRow with(DestinationRow dumped) {
    Destination details = dumped.destination;
    return new DestinationRow(
        new Destination(
            destination.endpoint(),
            destination.method(),
            destination.weight(),
            details.upperThreshold(),
            details.lowerThreshold(),
            details.tunnel()),
        new DestinationCounters(counters.active(), counters.inactive(), dumped.counters.traffic()));
  }
}
