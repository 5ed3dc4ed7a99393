package org.lvsdirector.address;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.PolicyRule;
import org.lvsdirector.netlink.RtNetlink;

/**
 * Keeps a new owner from resetting connections that it does not know yet.
 *
 * <p>The kernel's connection sync is late by up to some hundred milliseconds. A packet of such a
 * connection that reaches the new owner first is no business of IPVS, goes up the local stack, and
 * is answered with a reset. For a few seconds after an address is taken, a routing rule drops what
 * the local stack itself sends from the services' ports; the client retransmits, and by then the
 * connection is known. Packets that are forwarded are not touched. For the connections that will
 * never be known here, see {@link Detour}.
 */
public final class ResetGuard implements AddressTable {
  private static final Duration GUARDED = Duration.ofSeconds(3);
  private static final int PRIORITY = 17;
  private static final String LOCAL = "lo";

  /**
   * The kernel takes no rule on port 65535 (fib_rule_port_range_valid): that one goes unguarded.
   */
  private static final int LAST_PORT = 65534;

  private final AddressTable table;
  private final RtNetlink rtnetlink;
  private final Function<InetAddress, Set<Integer>> ports;
  private final LongSupplier clock;
  private final Detours detours;
  private final Set<Vip> owned = new HashSet<>();
  private final Map<PolicyRule, Long> rules = new HashMap<>();

  /**
   * Guards a table.
   *
   * @param ports the TCP ports of the services on an address; 0 = all
   * @param previousOwners the Ethernet address of whoever had an address until now
   * @param clock monotonic nanoseconds
   */
  ResetGuard(
      AddressTable table,
      RtNetlink rtnetlink,
      Function<InetAddress, Set<Integer>> ports,
      Function<InetAddress, Optional<String>> previousOwners,
      LongSupplier clock)
      throws NetlinkException {
    this.table = table;
    this.rtnetlink = rtnetlink;
    this.ports = ports;
    this.clock = clock;
    this.detours = new Detours(rtnetlink, previousOwners);
    for (Family family : Family.values()) {
      for (PolicyRule left : rtnetlink.rules(family)) {
        rtnetlink.deleteRule(left);
      }
    }
  }

  /**
   * Guards a table by the kernel's policy rules; needs CAP_NET_ADMIN.
   *
   * @param ports the TCP ports of the services on an address; 0 = all
   * @param previousOwners the Ethernet address of whoever had an address until now
   */
  public static ResetGuard open(
      AddressTable table,
      Function<InetAddress, Set<Integer>> ports,
      Function<InetAddress, Optional<String>> previousOwners)
      throws NetlinkException {
    return new ResetGuard(table, RtNetlink.open(), ports, previousOwners, System::nanoTime);
  }

  @Override
  public InterfaceState state(String interfaceName) throws IOException {
    return table.state(interfaceName);
  }

  @Override
  public Set<Vip> held(String interfaceName, Set<Vip> candidates) throws IOException {
    expire();
    return table.held(interfaceName, candidates);
  }

  @Override
  public void hold(String interfaceName, Vip vip, Duration lease) throws IOException {
    if (owned.add(vip)) {
      guard(vip.address());
      detours.prepare(interfaceName, vip.address());
    }
    table.hold(interfaceName, vip, lease);
  }

  @Override
  public void drop(String interfaceName, Vip vip) throws IOException {
    owned.remove(vip);
    table.drop(interfaceName, vip);
  }

  @Override
  public void announce(String interfaceName, Vip vip) throws IOException {
    table.announce(interfaceName, vip);
  }

  private void guard(InetAddress address) throws NetlinkException {
    long until = clock.getAsLong() + GUARDED.toNanos();
    for (int port : ports.apply(address)) {
      int first = port == 0 ? 1 : port;
      int last = port == 0 ? LAST_PORT : port;
      if (first > LAST_PORT) {
        continue;
      }
      PolicyRule rule = new PolicyRule(PRIORITY, address, LOCAL, Protocol.TCP, first, last);
      rtnetlink.addRule(rule);
      rules.put(rule, until);
    }
  }

  private void expire() throws NetlinkException {
    long now = clock.getAsLong();
    for (Iterator<Map.Entry<PolicyRule, Long>> all = rules.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<PolicyRule, Long> entry = all.next();
      if (now - entry.getValue() >= 0) {
        rtnetlink.deleteRule(entry.getKey());
        all.remove();
      }
    }
  }

  @Override
  public void close() {
    try {
      for (PolicyRule rule : rules.keySet()) {
        rtnetlink.deleteRule(rule);
      }
    } catch (NetlinkException alreadyGone) {
      // The next start removes what is left.
    } finally {
      rtnetlink.close();
      table.close();
    }
  }
}
