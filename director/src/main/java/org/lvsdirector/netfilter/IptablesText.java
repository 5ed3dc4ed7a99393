package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;

/** The rules of one address family in the language of iptables-restore(8). */
final class IptablesText {
  /** The chain of ours in the tables nat and filter. */
  static final String CHAIN = "LVS-DIRECTOR";

  /** How packets get into our chain: first of all, lest a rule of others decides before. */
  static final List<Jump> JUMPS =
      List.of(new Jump("nat", "POSTROUTING"), new Jump("filter", "INPUT"));

  private static final String APPEND = "-A " + CHAIN + " ";

  /** The same on every director, so that all choose the same source address for a client. */
  private static final String HASH_SEED = "0x4c56";

  private IptablesText() {}

  /** A way from a chain of the kernel into ours. */
  record Jump(String table, String chain) {
    /** As iptables-save prints it. */
    String line() {
      return "-A " + chain + " -j " + CHAIN;
    }
  }

  /**
   * What replaces our chains and leaves all else alone (with {@code --noflush}).
   *
   * @param rules of one family; none = our chains go
   * @param present our lines as iptables-save has them
   */
  static String restore(FullnatRules rules, List<String> present) {
    StringBuilder text = new StringBuilder();
    for (Jump jump : JUMPS) {
      List<String> lines = jump.table().equals("nat") ? nat(rules) : filter(rules);
      text.append('*').append(jump.table()).append('\n');
      text.append(':').append(CHAIN).append(" - [0:0]\n");
      lines.forEach(line -> text.append(APPEND).append(line).append('\n'));
      if (rules.isEmpty()) {
        present.stream()
            .filter(jump.line()::equals)
            .forEach(line -> text.append(line.replaceFirst("-A", "-D")).append('\n'));
        text.append("-X ").append(CHAIN).append('\n');
      } else if (!present.contains(jump.line())) {
        text.append("-I ").append(jump.chain()).append(" 1 -j ").append(CHAIN).append('\n');
      }
      text.append("COMMIT\n");
    }
    return text.toString();
  }

  private static List<String> nat(FullnatRules rules) {
    List<String> lines = new ArrayList<>();
    for (SnatRule rule : rules.snat()) {
      for (String match : matches(rule)) {
        if (rule.sources().isEmpty()) {
          lines.add(match + " -j RETURN");
        }
        for (int i = 0; i < rule.sources().size(); i++) {
          String to = Addresses.text(rule.sources().get(i));
          lines.add(match + share(i, rule.sources().size()) + " -j SNAT --to-source " + to);
        }
      }
    }
    return lines;
  }

  private static List<String> matches(SnatRule rule) {
    if (rule.service() instanceof ServiceKey.Address service) {
      String vip = Addresses.text(service.endpoint().address());
      int port = service.endpoint().port();
      String ports = port == 0 ? "" : " --ctorigdstport " + port;
      // Still on its way to the VIP is what this machine itself sends there: no business of IPVS.
      return List.of(
          "! -d %s -p %s -m conntrack --ctorigdst %s%s"
              .formatted(vip, service.protocol().label(), vip, ports));
    }
    String mark = Integer.toHexString(((ServiceKey.Fwmark) rule.service()).mark());
    return rule.servers().stream()
        .map(server -> "-d %s -m mark --mark 0x%s".formatted(Addresses.text(server), mark))
        .toList();
  }

  /**
   * Clients are shared out among several addresses by a hash of theirs; the last takes the rest.
   */
  private static String share(int index, int count) {
    return index == count - 1
        ? ""
        : " -m cluster --cluster-total-nodes %d --cluster-local-node %d --cluster-hash-seed %s"
            .formatted(count, index + 1, HASH_SEED);
  }

  private static List<String> filter(FullnatRules rules) {
    return rules.guarded().stream().map(IptablesText::guard).toList();
  }

  private static String guard(InetAddress address) {
    String icmp = Family.of(address) == Family.INET ? "icmp" : "ipv6-icmp";
    return "-d %s ! -p %s -m conntrack --ctstate NEW,INVALID -j DROP"
        .formatted(Addresses.text(address), icmp);
  }
}
