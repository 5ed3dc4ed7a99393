package org.lvsdirector.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.kernel.DefaultRoutes;
import org.lvsdirector.model.Addresses;

/** Whether the answers of a nat real server go through the director. */
final class GatewayCheck {
  private static final String SUBJECT = "default route";

  private GatewayCheck() {}

  /**
   * Judges the routes.
   *
   * @param floating addresses that move with the master
   * @param fixed the directors' own addresses
   */
  static Finding of(
      List<DefaultRoutes.Route> routes, Set<InetAddress> floating, Set<InetAddress> fixed) {
    String cure =
        "ip route replace default via "
            + floating.stream().map(Addresses::text).sorted().findFirst().orElse("DIRECTOR");
    if (routes.isEmpty()) {
      return Finding.wrong(SUBJECT, "there is none: answers to distant clients are dropped", cure);
    }
    String via =
        routes.stream()
            .map(route -> Addresses.text(route.gateway()))
            .collect(Collectors.joining(", "));
    if (floating.isEmpty() && fixed.isEmpty()) {
      return Finding.ok(SUBJECT, "via " + via);
    }
    if (routes.stream().allMatch(route -> floating.contains(route.gateway()))) {
      return Finding.ok(SUBJECT, "via " + via + ", the master");
    }
    if (routes.stream().allMatch(route -> fixed.contains(route.gateway()))) {
      return fixed.size() < 2
          ? Finding.ok(SUBJECT, "via " + via + ", the director")
          : Finding.wrong(
              SUBJECT,
              "via " + via + ", one director's own address: after a failover answers go astray",
              cure);
    }
    return Finding.wrong(
        SUBJECT,
        "via " + via + ", no director: clients get answers from an address they did not ask",
        cure);
  }
}
