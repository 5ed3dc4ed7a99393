package org.lvsdirector.ops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.ops.chaos.Evidence.Claim;

/**
 * A time in which two nodes answered for the VIP.
 *
 * @param from when the second began to, in milliseconds
 * @param to the last answer of the one that ended first; {@code from} where it was its only one
 */
record Overlap(double from, double to, String first, String second) {
  /** Answers that are further apart than this belong to two tenures. */
  private static final double APART = 250;

  double length() {
    return to - from;
  }

  /** A node's uninterrupted answering. */
  private record Tenure(String node, double from, double to) {}

  /** All of them, in the order of their beginning. */
  static List<Overlap> in(List<Claim> claims) {
    List<Tenure> tenures = new ArrayList<>();
    claims.stream()
        .collect(Collectors.groupingBy(Claim::node))
        .forEach((node, own) -> addTenures(node, own, tenures));
    tenures.sort(Comparator.comparingDouble(Tenure::from));
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < tenures.size(); i++) {
      Tenure one = tenures.get(i);
      for (Tenure two : tenures.subList(i + 1, tenures.size())) {
        if (!two.node().equals(one.node()) && two.from() <= one.to()) {
          overlaps.add(
              new Overlap(two.from(), Math.min(one.to(), two.to()), one.node(), two.node()));
        }
      }
    }
    return overlaps;
  }

  private static void addTenures(String node, List<Claim> own, List<Tenure> tenures) {
    double from = own.get(0).at();
    double last = from;
    for (Claim claim : own) {
      if (claim.at() - last > APART) {
        tenures.add(new Tenure(node, from, last));
        from = claim.at();
      }
      last = claim.at();
    }
    tenures.add(new Tenure(node, from, last));
  }
}
