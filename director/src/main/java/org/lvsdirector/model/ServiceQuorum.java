package org.lvsdirector.model;

/**
 * How much of a service must be alive for the service to count as such.
 *
 * @param weight the sum of the living servers' weights that is needed; 0 = no quorum is asked for
 * @param hysteresis below it by more than this the quorum is lost, above it by at least this it is
 *     there again; less than the weight
 * @param onLost what becomes of the service without it
 */
public record ServiceQuorum(int weight, int hysteresis, OnLost onLost) {
  /** None is asked for. */
  public static final ServiceQuorum NONE = new ServiceQuorum(0, 0, OnLost.SORRY);

  /** What becomes of a service that has lost its quorum. */
  public enum OnLost {
    /** The sorry server gets all new connections; without one, the servers that live go on. */
    SORRY,
    /** The service is taken out of the data plane, so that clients are refused at once. */
    WITHDRAW,
    /** This node can not be master of the service's VIP group; another one may. */
    STAND_DOWN
  }

  /** Whether one is asked for. */
  public boolean isOn() {
    return weight > 0;
  }

  /** Whether a quorum that was there is lost with this weight alive. */
  public boolean lostBy(long alive) {
    return alive < weight - hysteresis;
  }

  /** Whether a quorum that was lost is there again. */
  public boolean gainedBy(long alive) {
    return alive >= (long) weight + hysteresis;
  }
}
