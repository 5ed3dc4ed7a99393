package org.lvsdirector.healthcheck;

import java.time.Duration;

/**
 * How a server is checked.
 *
 * @param aim what is probed in the server's place
 * @param timeout of a whole probe
 * @param rise successes in a row that bring a server up, 1–100
 * @param fall failures in a row that take a server down, 1–100
 * @param sentinel whether an idle TCP connection is held to the server, whose end brings about a
 *     probe at once
 */
public record Check(
    Probe probe,
    Aim aim,
    Origin origin,
    Pace pace,
    Duration timeout,
    int rise,
    int fall,
    boolean sentinel) {
  /** A check at one pace, from anywhere, without a sentinel. */
  public Check(Probe probe, Duration interval, Duration timeout, int rise, int fall) {
    this(probe, Aim.SERVER, Origin.ANY, Pace.steady(interval), timeout, rise, fall, false);
  }

  /** The same at something else in the server's place. */
  public Check at(Aim other) {
    return new Check(probe, other, origin, pace, timeout, rise, fall, sentinel);
  }

  /** Whether a server needs a port to be checked so. */
  public boolean needsPort() {
    return probe.needsPort() && aim.port().isEmpty();
  }

  /** The same from elsewhere. */
  public Check from(Origin elsewhere) {
    return new Check(probe, aim, elsewhere, pace, timeout, rise, fall, sentinel);
  }

  /** The same at another pace. */
  public Check at(Pace other) {
    return new Check(probe, aim, origin, other, timeout, rise, fall, sentinel);
  }

  /** The same with or without a sentinel. */
  public Check withSentinel(boolean held) {
    return new Check(probe, aim, origin, pace, timeout, rise, fall, held);
  }
}
