package org.lvsdirector.model;

import java.util.Optional;

/**
 * A server that does the work.
 *
 * @param weight share of new connections, 0–65535; 0 gets none
 * @param upperThreshold no new connections above this many, 0 = no limit
 * @param lowerThreshold new connections again below this many, 0 = three quarters of the upper
 * @param state what the operator wants of it
 * @param tunnel how packets to it are wrapped; of no account unless its service forwards by TUN
 * @param drain how it is drained where its state is that
 * @param level 1–9: a server of a higher level serves only while those below have too few
 * @param checks how it is checked; empty = as the others of its service
 */
public record RealServer(
    Endpoint endpoint,
    int weight,
    int upperThreshold,
    int lowerThreshold,
    AdminState state,
    Tunnel tunnel,
    DrainOrder drain,
    int level,
    Optional<Checks> checks) {
  /** One of the first level that is checked as the others. */
  public RealServer(
      Endpoint endpoint,
      int weight,
      int upperThreshold,
      int lowerThreshold,
      AdminState state,
      Tunnel tunnel,
      DrainOrder drain) {
    this(
        endpoint,
        weight,
        upperThreshold,
        lowerThreshold,
        state,
        tunnel,
        drain,
        1,
        Optional.empty());
  }

  /** A server that is drained, if ever, without further ado. */
  public RealServer(
      Endpoint endpoint,
      int weight,
      int upperThreshold,
      int lowerThreshold,
      AdminState state,
      Tunnel tunnel) {
    this(endpoint, weight, upperThreshold, lowerThreshold, state, tunnel, DrainOrder.PLAIN);
  }

  /** The same server as an operator changed it. */
  public RealServer with(int otherWeight, AdminState otherState, DrainOrder otherDrain) {
    return new RealServer(
        endpoint,
        otherWeight,
        upperThreshold,
        lowerThreshold,
        otherState,
        tunnel,
        otherDrain,
        level,
        checks);
  }
}
