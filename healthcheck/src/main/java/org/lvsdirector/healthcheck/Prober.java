package org.lvsdirector.healthcheck;

import io.vertx.core.Future;

/** Carries out probes, without ever blocking. */
public interface Prober {
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
