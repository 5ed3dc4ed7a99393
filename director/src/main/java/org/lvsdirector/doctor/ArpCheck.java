package org.lvsdirector.doctor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.netlink.MacAddress;

/** Whether nobody but its master answers ARP for a VIP. */
final class ArpCheck {
  private final Map<MacAddress, InetAddress> members;
  private final Map<MacAddress, InetAddress> servers;

  /** A check that knows the directors and the real servers of a segment by Ethernet address. */
  ArpCheck(Map<MacAddress, InetAddress> members, Map<MacAddress, InetAddress> servers) {
    this.members = Map.copyOf(members);
    this.servers = Map.copyOf(servers);
  }

  /**
   * Judges a VIP.
   *
   * @param answering who answers for it, other than this machine
   * @param heldHere whether this machine has it
   */
  List<Finding> of(InetAddress vip, Set<MacAddress> answering, boolean heldHere) {
    List<Finding> findings = new ArrayList<>();
    String subject = "VIP " + Addresses.text(vip);
    boolean taken = heldHere;
    for (MacAddress mac : answering) {
      Optional<InetAddress> member = Optional.ofNullable(members.get(mac));
      if (member.isPresent() && !taken) {
        taken = true;
      } else {
        findings.add(
            member
                .map(it -> twice(subject, vip, it))
                .or(() -> Optional.ofNullable(servers.get(mac)).map(it -> server(subject, it)))
                .orElseGet(() -> stranger(subject, mac)));
      }
    }
    if (findings.isEmpty()) {
      String holder = heldHere ? "held here" : taken ? "held by another member" : "held by nobody";
      findings.add(Finding.ok(subject, holder + "; nobody else answers ARP for it"));
    }
    return findings;
  }

  private static Finding twice(String subject, InetAddress vip, InetAddress member) {
    String text = Addresses.text(member);
    return Finding.wrong(
        subject,
        "member %s answers ARP for it beside its master: clients reach either".formatted(text),
        "on %s: ip address del %s/32 dev INTERFACE, unless a director runs there that is split off"
            .formatted(text, Addresses.text(vip)));
  }

  private static Finding server(String subject, InetAddress server) {
    String text = Addresses.text(server);
    return Finding.wrong(
        subject,
        "real server %s answers ARP for it: clients reach it past the director".formatted(text),
        "on %s: sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2"
            .formatted(text));
  }

  private static Finding stranger(String subject, MacAddress mac) {
    return Finding.wrong(
        subject,
        "a machine that is neither member nor real server, %s, answers ARP for it: address conflict"
            .formatted(mac),
        "find the machine with that Ethernet address and take the VIP from it, or choose another");
  }
}
