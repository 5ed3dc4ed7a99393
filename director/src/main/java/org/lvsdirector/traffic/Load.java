package org.lvsdirector.traffic;

import org.lvsdirector.dataplane.Statistics.Traffic;

/**
 * What goes through a service or a server. Totals count since the rule was made; packets and bytes
 * are those that the director sees, so with DR and TUN nothing goes out.
 *
 * @param active connections in state ESTABLISHED
 * @param inactive connections in any other state
 * @param connections all that were ever scheduled
 * @param cps new connections in a second
 * @param inPps packets in a second, likewise {@code outPps}
 * @param inBps bytes in a second, likewise {@code outBps}
 */
public record Load(
    long active,
    long inactive,
    long connections,
    long inPackets,
    long outPackets,
    long inBytes,
    long outBytes,
    double cps,
    double inPps,
    double outPps,
    double inBps,
    double outBps) {
  /** Nothing at all. */
  public static final Load NONE = new Load(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Load of(long active, long inactive, Traffic total, Rates rates) {
    return new Load(
        active,
        inactive,
        total.connections(),
        total.inPackets(),
        total.outPackets(),
        total.inBytes(),
        total.outBytes(),
        rates.cps(),
        rates.inPps(),
        rates.outPps(),
        rates.inBps(),
        rates.outBps());
  }

  /** Both together. */
  public Load plus(Load other) {
    return new Load(
        active + other.active,
        inactive + other.inactive,
        connections + other.connections,
        inPackets + other.inPackets,
        outPackets + other.outPackets,
        inBytes + other.inBytes,
        outBytes + other.outBytes,
        Rates.round(cps + other.cps),
        Rates.round(inPps + other.inPps),
        Rates.round(outPps + other.outPps),
        Rates.round(inBps + other.inBps),
        Rates.round(outBps + other.outBps));
  }
}
