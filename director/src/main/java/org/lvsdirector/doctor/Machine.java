package org.lvsdirector.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.kernel.DefaultRoutes;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.RtNetlink;

/** The interfaces, addresses and IPv4 default routes of a machine at one moment. */
record Machine(
    List<Link> links, List<InterfaceAddress> addresses, List<DefaultRoutes.Route> defaultRoutes) {
  private static final MacAddress NO_MAC = new MacAddress(0);

  /** Copies the lists. */
  Machine {
    links = List.copyOf(links);
    addresses = List.copyOf(addresses);
    defaultRoutes = List.copyOf(defaultRoutes);
  }

  /** This machine, in the calling thread's network namespace. Needs no capability. */
  static Machine read() throws IOException {
    try (RtNetlink netlink = RtNetlink.open()) {
      return new Machine(netlink.links(), netlink.addresses(), DefaultRoutes.read());
    }
  }

  Optional<Link> link(String name) {
    return links.stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /** The interfaces that are up and on which neighbours are found by ARP. */
  List<Link> segments() {
    return links.stream()
        .filter(Link::up)
        .filter(link -> link.mac().filter(mac -> !mac.equals(NO_MAC)).isPresent())
        .toList();
  }

  /** Where an address is, if this machine has it. */
  List<InterfaceAddress> having(InetAddress address) {
    return addresses.stream().filter(each -> each.vip().address().equals(address)).toList();
  }

  /** The name of an interface by its number. */
  String name(int interfaceIndex) {
    return links.stream()
        .filter(link -> link.index() == interfaceIndex)
        .map(Link::name)
        .findFirst()
        .orElse("interface " + interfaceIndex);
  }

  /** Whether some interface has the address. */
  boolean has(InetAddress address) {
    return !having(address).isEmpty();
  }

  /**
   * An address of its own from whose network another one is, so that it is reached without a
   * router.
   *
   * @param except addresses that may not stay
   */
  Optional<InterfaceAddress> onLink(InetAddress other, Set<InetAddress> except) {
    return addresses.stream()
        .filter(own -> own.family() == Family.of(other) && !own.vip().address().equals(other))
        .filter(own -> !own.vip().address().isLoopbackAddress())
        .filter(own -> !except.contains(own.vip().address()))
        .filter(own -> own.vip().prefixLength() < own.family().bits())
        .filter(own -> within(own, other))
        .findFirst();
  }

  private static boolean within(InterfaceAddress own, InetAddress other) {
    byte[] left = own.vip().address().getAddress();
    byte[] right = other.getAddress();
    for (int bit = 0; bit < own.vip().prefixLength(); bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** An address in words, e.g. {@code 192.0.2.1/32 on lo}. */
  String words(InterfaceAddress address) {
    return Addresses.text(address.vip().address())
        + "/"
        + address.vip().prefixLength()
        + " on "
        + name(address.interfaceIndex());
  }
}
