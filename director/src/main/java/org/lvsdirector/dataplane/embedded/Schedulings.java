package org.lvsdirector.dataplane.embedded;

import java.util.Optional;

/** The schedulers by the kernel's names. */
final class Schedulings {
  static final String SUPPORTED = "rr, wrr, lc, wlc, sed, nq, sh, dh, mh, fo, ovf";

  /** IP_VS_SVC_F_SCHED1: sh-fallback, mh-fallback. */
  private static final int FALLBACK = 0x08;

  /** IP_VS_SVC_F_SCHED2: sh-port, mh-port. */
  private static final int PORT = 0x10;

  private Schedulings() {}

  /**
   * The scheduler of a name; empty for those that are not offered here: lblc and lblcr tell
   * destination addresses apart, of which a listener has just one.
   */
  static Optional<Scheduling> of(String name, int flags) {
    boolean fallback = (flags & FALLBACK) != 0;
    boolean port = (flags & PORT) != 0;
    return Optional.ofNullable(
        switch (name) {
          case "rr" -> new RoundRobin();
          case "wrr" -> new WeightedRoundRobin();
          case "lc" -> new LeastLoaded(LeastLoaded.Measure.CONNECTIONS);
          case "wlc" -> new LeastLoaded(LeastLoaded.Measure.WEIGHTED_CONNECTIONS);
          case "sed" -> new LeastLoaded(LeastLoaded.Measure.EXPECTED_DELAY);
          case "nq" -> new LeastLoaded(LeastLoaded.Measure.NEVER_QUEUE);
          case "fo" -> new Heaviest(false);
          case "ovf" -> new Heaviest(true);
          case "sh" -> new SourceHash(fallback, port);
          case "dh" -> new DestinationHash();
          case "mh" -> new Maglev(fallback, port);
          default -> null;
        });
  }
}
