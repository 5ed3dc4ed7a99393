package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;

/**
 * Interfaces, their addresses, default routes, and routing rules, by rtnetlink, in the network
 * namespace of the thread that opened it. One thread owns it; calls block.
 */
public final class RtNetlink implements AutoCloseable {
  private final NetlinkSocket socket;

  RtNetlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket; reading needs no capability, changing needs CAP_NET_ADMIN. */
  public static RtNetlink open() throws NetlinkException {
    return new RtNetlink(NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE));
  }

  /** All interfaces. */
  public List<Link> links() throws NetlinkException {
    return socket.dump(LinkMessage.dump(), LinkMessage::decode);
  }

  /** The interface of this name, if there is one. */
  public Optional<Link> link(String name) throws NetlinkException {
    return links().stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /** Switches an interface on or off. */
  public void setLink(int interfaceIndex, boolean up) throws NetlinkException {
    socket.execute(LinkMessage.set(interfaceIndex, up));
  }

  /** All IPv4 and IPv6 addresses of all interfaces. */
  public List<InterfaceAddress> addresses() throws NetlinkException {
    return socket.dump(AddressMessage.dump(), AddressMessage::decode);
  }

  /** All IPv4 and IPv6 addresses of one interface; none when it does not exist. */
  public List<InterfaceAddress> addresses(int interfaceIndex) throws NetlinkException {
    return addresses().stream()
        .filter(address -> address.interfaceIndex() == interfaceIndex)
        .toList();
  }

  /**
   * Adds an address, or sets its lifetimes when it is there.
   *
   * <p>Duplicate address detection is left out for IPv6: it would keep the address from answering
   * for a second or more. A preferred lifetime of 0 keeps the kernel from choosing an IPv6 address
   * as the source of new connections; IPv4 has no such choice.
   *
   * @param validSeconds until the kernel removes it by itself, 1 to {@link
   *     InterfaceAddress#FOREVER}; it may linger up to a second and a half longer
   * @param preferredSeconds at most the valid seconds
   */
  public void replaceAddress(int interfaceIndex, Vip vip, long validSeconds, long preferredSeconds)
      throws NetlinkException {
    int flags = Family.of(vip.address()) == Family.INET6 ? InterfaceAddress.IFA_F_NODAD : 0;
    socket.execute(
        AddressMessage.replace(
            new InterfaceAddress(interfaceIndex, vip, validSeconds, preferredSeconds, flags)));
  }

  /**
   * Removes an address.
   *
   * @return false when it was not there, or its interface was not
   */
  public boolean deleteAddress(int interfaceIndex, Vip vip) throws NetlinkException {
    return unless(
        AddressMessage.delete(interfaceIndex, vip), Set.of(Errno.EADDRNOTAVAIL, Errno.ENODEV));
  }

  /**
   * The gateways of the main table's default routes, that which the kernel takes first; the
   * unspecified address for a route with none, or several.
   */
  public List<InetAddress> defaultGateways(Family family) throws NetlinkException {
    return socket.dump(RouteMessage.dump(family), RouteMessage::decode).stream()
        .sorted(Comparator.comparingLong(RouteMessage.Default::metric))
        .map(RouteMessage.Default::gateway)
        .toList();
  }

  /**
   * Adds a default route that comes before all others, which stay.
   *
   * @return false when this method made it before, and it is still there
   */
  public boolean addDefaultRoute(InetAddress gateway) throws NetlinkException {
    return unless(RouteMessage.add(gateway), Set.of(Errno.EEXIST));
  }

  /**
   * Removes a default route that {@link #addDefaultRoute} made, by this process or an earlier one.
   *
   * @return false when it was not there
   */
  public boolean deleteDefaultRoute(InetAddress gateway) throws NetlinkException {
    return unless(RouteMessage.delete(gateway), Set.of(Errno.ESRCH));
  }

  /** The rules that {@link #addRule} made, by this process or an earlier one. */
  public List<PolicyRule> rules(Family family) throws NetlinkException {
    return socket.dump(RuleMessage.dump(family), RuleMessage::decode);
  }

  /**
   * Adds a rule.
   *
   * @return false when it was there already
   */
  public boolean addRule(PolicyRule rule) throws NetlinkException {
    return unless(RuleMessage.add(rule), Set.of(Errno.EEXIST));
  }

  /**
   * Removes a rule.
   *
   * @return false when it was not there
   */
  public boolean deleteRule(PolicyRule rule) throws NetlinkException {
    return unless(RuleMessage.delete(rule), Set.of(Errno.ENOENT));
  }

  @Override
  public void close() {
    socket.close();
  }

  private boolean unless(NetlinkRequest request, Set<Errno> tolerated) throws NetlinkException {
    try {
      socket.execute(request);
      return true;
    } catch (NetlinkException e) {
      if (tolerated.contains(e.errno())) {
        return false;
      }
      throw e;
    }
  }
}
