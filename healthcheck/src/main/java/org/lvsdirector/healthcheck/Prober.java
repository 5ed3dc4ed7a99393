package org.lvsdirector.healthcheck;

import io.vertx.core.Future;

/** Carries out one kind of probe, without ever blocking. */
interface Prober {
  /**
   * Probes once.
   *
   * @return the outcome, within the check's timeout; a server that does not work is a result, not a
   *     failed future
   */
  Future<ProbeResult> probe(Watch watch);

  /** Lets go of sockets. */
  void close();
}
