package org.lvsdirector.address;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.RtNetlink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detours under way, one an interface. Belongs to the thread that takes addresses. */
final class Detours {
  private static final Logger log = LoggerFactory.getLogger(Detours.class);

  private final RtNetlink rtnetlink;
  private final Function<InetAddress, Optional<String>> previousOwners;
  private final Map<String, Detour> current = new HashMap<>();

  /**
   * None yet.
   *
   * @param previousOwners the Ethernet address of the member that had an address until now, e.g.
   *     {@code 02:00:00:00:00:86}; empty where nobody is known to have had it
   */
  Detours(RtNetlink rtnetlink, Function<InetAddress, Optional<String>> previousOwners) {
    this.rtnetlink = rtnetlink;
    this.previousOwners = previousOwners;
    warmUp();
  }

  /** Loads now what would cost milliseconds in the middle of a take-over. */
  private void warmUp() {
    try {
      Optional<Link> any = rtnetlink.links().stream().findFirst();
      if (any.isPresent()) {
        Detour.rehearse(any.get().index());
      }
    } catch (NetlinkException refused) {
      log.warn("after a take-over, no segments can be passed on: {}", refused.getMessage());
    }
  }

  /** Called right before an address is taken; that a detour fails never keeps it from that. */
  void prepare(String interfaceName, InetAddress address) {
    Optional<MacAddress> previous =
        previousOwners
            .apply(address)
            .map(text -> MacAddress.of(HexFormat.ofDelimiter(":").parseHex(text)));
    if (previous.isEmpty()) {
      return;
    }
    Detour detour = current.get(interfaceName);
    if (detour != null && detour.serves(address, previous.get())) {
      return;
    }
    try {
      Optional<Link> link = rtnetlink.link(interfaceName);
      Optional<MacAddress> own = link.flatMap(Link::mac);
      if (own.isPresent() && !own.equals(previous)) {
        Detour fresh = Detour.start(link.get().index(), own.get(), previous.get(), address);
        current.put(interfaceName, fresh);
      }
    } catch (NetlinkException refused) {
      log.warn(
          "segments that belong to {} will not be passed on: {}",
          previous.get(),
          refused.getMessage());
    }
  }
}
