package org.lvsdirector.ops.chaos;

import java.util.List;

/**
 * What was seen; all times in milliseconds from the beginning of the schedule, by the clock of the
 * host.
 *
 * @param claims in the order of their time
 * @param deeds what was really done
 * @param takes in the order of their time
 * @param refusals when a request was refused by the server that it was sent to
 * @param lost long-lived connections that broke
 * @param length how long it was watched
 */
record Evidence(
    List<Claim> claims,
    List<Deed> deeds,
    List<Take> takes,
    List<Long> refusals,
    List<Lost> lost,
    double length) {
  /** Copies the lists. */
  Evidence {
    claims = List.copyOf(claims);
    deeds = List.copyOf(deeds);
    takes = List.copyOf(takes);
    refusals = List.copyOf(refusals);
    lost = List.copyOf(lost);
  }

  /**
   * A node said on the segment that the VIP is its own, asked or not.
   *
   * @param node its name, or its link-layer address if that is nobody's
   */
  record Claim(double at, String node) {}

  /**
   * A fault as it came to pass.
   *
   * @param end when it was healed, commands included
   */
  record Deed(double at, double end, Kind kind, List<String> targets) {
    Deed {
      targets = List.copyOf(targets);
    }
  }

  /** A node reported that it took the VIP, in an epoch. */
  record Take(double at, String node, long epoch) {}

  /** A long-lived connection broke. */
  record Lost(double at, String why) {}
}
