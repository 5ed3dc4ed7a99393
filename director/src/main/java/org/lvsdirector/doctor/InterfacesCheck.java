package org.lvsdirector.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;

/**
 * Whether the interfaces of a director's VIPs can carry them, and nobody put them there by hand.
 */
final class InterfacesCheck {
  private InterfacesCheck() {}

  static List<Finding> of(List<VipGroup> groups, Machine machine) {
    List<Finding> findings = new ArrayList<>();
    for (VipGroup group : groups) {
      group.interfaces().forEach(name -> findings.add(carrier(name, machine)));
      for (Vip vip : group.held().vips()) {
        machine.having(vip.address()).stream()
            .filter(held -> held.validSeconds() == InterfaceAddress.FOREVER)
            .forEach(held -> findings.add(lasting(held, machine)));
      }
    }
    return findings.stream().distinct().toList();
  }

  private static Finding carrier(String name, Machine machine) {
    String subject = "interface " + name;
    Optional<Link> link = machine.link(name);
    if (link.isEmpty()) {
      List<String> names = machine.links().stream().map(Link::name).toList();
      return Finding.wrong(
          subject,
          "does not exist, so its VIPs cannot be held; there are " + String.join(", ", names),
          "set vip-groups[].interface to one of them");
    }
    if (!link.get().up()) {
      return Finding.wrong(
          subject, "is down, so its VIPs cannot be held", "ip link set %s up".formatted(name));
    }
    return link.get().running()
        ? Finding.ok(subject, "up")
        : Finding.wrong(
            subject, "has no carrier, so its VIPs reach nobody", "see to its cable or switch port");
  }

  private static Finding lasting(InterfaceAddress held, Machine machine) {
    return Finding.wrong(
        "VIP " + Addresses.text(held.vip().address()),
        machine.words(held)
            + " was set by hand and never goes away: two directors would hold it after a failover",
        "ip address del %s dev %s, and take it out of the network configuration"
            .formatted(held.vip(), machine.name(held.interfaceIndex())));
  }
}
