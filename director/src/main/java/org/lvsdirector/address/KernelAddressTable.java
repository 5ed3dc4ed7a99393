package org.lvsdirector.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.Errno;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.PacketSocket;
import org.lvsdirector.netlink.RtNetlink;

/**
 * Addresses on the kernel's interfaces, in the network namespace of the thread that opened it. An
 * address is given a valid lifetime, which the kernel enforces in whole seconds and up to about one
 * second late. IPv6 addresses are deprecated from the start, so that the machine does not choose
 * them for connections of its own, and skip duplicate address detection.
 */
public final class KernelAddressTable implements AddressTable {
  private static final MacAddress NO_MAC = new MacAddress(0);
  private static final int UNUSABLE =
      InterfaceAddress.IFA_F_TENTATIVE | InterfaceAddress.IFA_F_DADFAILED;

  private final RtNetlink netlink;
  private final PacketSocket packets;
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final Map<String, List<InterfaceAddress>> seen = new HashMap<>();

  private KernelAddressTable(RtNetlink netlink, PacketSocket packets) {
    this.netlink = netlink;
    this.packets = packets;
  }

  /** Opens its sockets; needs CAP_NET_RAW, and CAP_NET_ADMIN to change anything. */
  public static KernelAddressTable open() throws NetlinkException {
    RtNetlink netlink = RtNetlink.open();
    try {
      return new KernelAddressTable(netlink, PacketSocket.open());
    } catch (NetlinkException refused) {
      netlink.close();
      throw refused;
    }
  }

  @Override
  public InterfaceState state(String interfaceName) throws IOException {
    readLinks();
    Link link = links.get(interfaceName);
    if (link == null) {
      return new InterfaceState(false, missing(interfaceName));
    }
    if (!link.up()) {
      return new InterfaceState(
          false, "interface %s is down: ip link set %s up".formatted(interfaceName, interfaceName));
    }
    return link.running()
        ? new InterfaceState(true, "")
        : new InterfaceState(
            false,
            "interface %s has no carrier: look at its cable and its switch port"
                .formatted(interfaceName));
  }

  @Override
  public Set<Vip> held(String interfaceName, Set<Vip> candidates) throws IOException {
    Link link = find(interfaceName);
    if (link == null) {
      return Set.of();
    }
    List<InterfaceAddress> addresses = netlink.addresses(link.index());
    seen.put(interfaceName, addresses);
    return addresses.stream()
        .filter(address -> (address.flags() & UNUSABLE) == 0)
        .map(InterfaceAddress::vip)
        .filter(candidates::contains)
        .collect(Collectors.toSet());
  }

  @Override
  public void hold(String interfaceName, Vip vip, Duration lease) throws IOException {
    Link link = require(interfaceName);
    long seconds = Math.max(1, lease.toSeconds());
    boolean inet6 = Family.of(vip.address()) == Family.INET6;
    List<InterfaceAddress> obstacles = obstacles(interfaceName, link, vip);
    try {
      // The kernel knows an IPv6 address by itself alone and would keep the prefix it has; IPv4
      // addresses are told apart by their prefix, so that the address need not be gone in between.
      if (inet6) {
        remove(link, obstacles);
      }
      netlink.replaceAddress(link.index(), vip, seconds, inet6 ? 0 : seconds);
      if (!inet6) {
        remove(link, obstacles);
      }
    } catch (NetlinkException refused) {
      forget(refused);
      throw refused;
    }
    if (!obstacles.isEmpty()) {
      seen.remove(interfaceName);
    }
  }

  @Override
  public void drop(String interfaceName, Vip vip) throws IOException {
    Link link = find(interfaceName);
    if (link != null) {
      netlink.deleteAddress(link.index(), vip);
    }
  }

  @Override
  public void announce(String interfaceName, Vip vip) throws IOException {
    Link link = require(interfaceName);
    MacAddress mac = link.mac().orElse(NO_MAC);
    if (mac.equals(NO_MAC)) {
      return; // Nobody resolves addresses on such a link: loopback, tunnels.
    }
    try {
      if (vip.address() instanceof Inet4Address address) {
        packets.send(link.index(), GratuitousArp.request(mac, address));
        packets.send(link.index(), GratuitousArp.reply(mac, address));
      } else if (vip.address() instanceof Inet6Address address) {
        boolean router = forwards(interfaceName);
        packets.send(link.index(), NeighbourAdvertisement.unsolicited(mac, address, router));
      }
    } catch (NetlinkException refused) {
      forget(refused);
      throw refused;
    }
  }

  @Override
  public void close() {
    packets.close();
    netlink.close();
  }

  /** The same address in a form that is of no use: with another prefix, or not yet answering. */
  private List<InterfaceAddress> obstacles(String interfaceName, Link link, Vip vip)
      throws NetlinkException {
    List<InterfaceAddress> addresses = seen.get(interfaceName);
    if (addresses == null) {
      addresses = netlink.addresses(link.index());
      seen.put(interfaceName, addresses);
    }
    return addresses.stream()
        .filter(address -> address.vip().address().equals(vip.address()))
        .filter(address -> !address.vip().equals(vip) || (address.flags() & UNUSABLE) != 0)
        .toList();
  }

  private void remove(Link link, List<InterfaceAddress> obstacles) throws NetlinkException {
    for (InterfaceAddress obstacle : obstacles) {
      netlink.deleteAddress(link.index(), obstacle.vip());
    }
  }

  private void readLinks() throws NetlinkException {
    List<Link> now = netlink.links();
    links.clear();
    now.forEach(link -> links.put(link.name(), link));
  }

  private Link find(String interfaceName) throws NetlinkException {
    if (!links.containsKey(interfaceName)) {
      readLinks();
    }
    return links.get(interfaceName);
  }

  private Link require(String interfaceName) throws IOException {
    Link link = find(interfaceName);
    if (link == null) {
      throw new IOException(missing(interfaceName));
    }
    return link;
  }

  /** After these errors the interface may have been made anew, under another number. */
  private void forget(NetlinkException refused) {
    if (refused.errno().equals(Errno.ENODEV) || refused.errno().equals(Errno.ENXIO)) {
      links.clear();
      seen.clear();
    }
  }

  private String missing(String interfaceName) {
    return "interface %s does not exist on this machine; interfaces here: %s"
        .formatted(interfaceName, String.join(", ", links.keySet()));
  }

  private static boolean forwards(String interfaceName) throws IOException {
    Path setting = Path.of("/proc/sys/net/ipv6/conf", interfaceName, "forwarding");
    try {
      return !Files.readString(setting).startsWith("0");
    } catch (NoSuchFileException withoutIpv6) {
      return false;
    }
  }
}
