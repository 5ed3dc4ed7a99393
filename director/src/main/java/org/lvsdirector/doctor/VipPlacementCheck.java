package org.lvsdirector.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.kernel.RealServerSettings;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.InterfaceAddress;

/** Whether a real server has the VIP where its forwarding method wants it. */
final class VipPlacementCheck {
  private static final String LOOPBACK = "lo";

  private VipPlacementCheck() {}

  static Finding of(ForwardingMethod forward, InetAddress vip, Machine machine) {
    String subject = "VIP " + Addresses.text(vip);
    List<InterfaceAddress> places = machine.having(vip);
    boolean wanted = forward == ForwardingMethod.DR || forward == ForwardingMethod.TUN;
    if (!wanted) {
      return places.isEmpty()
          ? Finding.ok(subject, "not on this machine, as " + forward.label() + " wants it")
          : Finding.wrong(
              subject,
              "%s, but with %s it is the directors' alone: this machine answers for it"
                  .formatted(machine.words(places.get(0)), forward.label()),
              delete(places.get(0), machine));
    }
    String home = forward == ForwardingMethod.TUN ? RealServerSettings.TUNNEL : LOOPBACK;
    if (places.isEmpty()) {
      return Finding.wrong(
          subject,
          "VIP not on %s: packets for it are dropped".formatted(home),
          "lvs-director realserver start --mode %s --vip %s"
              .formatted(forward.label(), Addresses.text(vip)));
    }
    return misplaced(places, vip, home, machine)
        .orElseGet(() -> Finding.ok(subject, machine.words(places.get(0))));
  }

  private static Optional<Finding> misplaced(
      List<InterfaceAddress> places, InetAddress vip, String home, Machine machine) {
    String subject = "VIP " + Addresses.text(vip);
    for (InterfaceAddress place : places) {
      boolean heard =
          machine.segments().stream().anyMatch(link -> link.index() == place.interfaceIndex());
      if (heard) {
        return Optional.of(
            Finding.wrong(
                subject,
                machine.words(place)
                    + ", where this machine answers ARP for it and takes it from the director",
                "%s; ip address add %s dev %s"
                    .formatted(delete(place, machine), host(place), home)));
      }
      if (place.vip().prefixLength() < place.family().bits()) {
        return Optional.of(
            Finding.wrong(
                subject,
                machine.words(place)
                    + ": this machine takes all addresses of that network for its own",
                "%s; ip address add %s dev %s"
                    .formatted(delete(place, machine), host(place), home)));
      }
    }
    return Optional.empty();
  }

  private static String delete(InterfaceAddress place, Machine machine) {
    return "ip address del %s dev %s".formatted(place.vip(), machine.name(place.interfaceIndex()));
  }

  private static Vip host(InterfaceAddress place) {
    return new Vip(place.vip().address(), place.family().bits());
  }
}
