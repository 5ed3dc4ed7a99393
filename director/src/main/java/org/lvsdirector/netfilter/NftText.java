package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;

/** The rules in the language of nft(8): one table of our own, which others never share. */
final class NftText {
  /** Family and name of the table; inet stands for IPv4 and IPv6. */
  static final String FAMILY = "inet";

  static final String NAME = "lvs_director";

  private static final String TABLE = FAMILY + " " + NAME;

  /** A little before srcnat (100) and filter (0), lest a chain of others decides first. */
  private static final int BEFORE_SRCNAT = 90;

  private static final int BEFORE_FILTER = -10;

  /** The same on every director, so that all choose the same source address for a client. */
  private static final String HASH_SEED = "0x4c56";

  private NftText() {}

  /** What takes our table away, be it there or not. */
  static String remove() {
    return "add table %1$s\ndelete table %1$s\n".formatted(TABLE);
  }

  /** What replaces our table; nft puts a whole text in force at once. */
  static String replace(FullnatRules rules) {
    if (rules.isEmpty()) {
      return remove();
    }
    List<String> nat = rules.snat().stream().flatMap(rule -> snat(rule).stream()).toList();
    List<String> guards = rules.guarded().stream().map(NftText::guard).toList();
    return remove()
        + "table "
        + TABLE
        + " {\n"
        + chain("postrouting", "nat", BEFORE_SRCNAT, nat)
        + chain("input", "filter", BEFORE_FILTER, guards)
        + "}\n";
  }

  private static String chain(String hook, String type, int priority, List<String> rules) {
    return "  chain %s {\n    type %s hook %s priority %d; policy accept;\n%s  }\n"
        .formatted(
            hook,
            type,
            hook,
            priority,
            rules.stream().map(rule -> "    " + rule + "\n").collect(Collectors.joining()));
  }

  private static List<String> snat(SnatRule rule) {
    String ip = ip(rule.service().family());
    String verdict = rule.sources().isEmpty() ? "return" : "snat %s to %s".formatted(ip, to(rule));
    List<String> lines = new ArrayList<>();
    if (rule.service() instanceof ServiceKey.Address service) {
      String vip = Addresses.text(service.endpoint().address());
      int port = service.endpoint().port();
      // Still on its way to the VIP is what this machine itself sends there: no business of IPVS.
      lines.add(
          "%1$s daddr != %2$s meta l4proto %3$s ct original %1$s daddr %2$s%4$s %5$s"
              .formatted(
                  ip,
                  vip,
                  service.protocol().label(),
                  port == 0 ? "" : " ct original proto-dst " + port,
                  verdict));
    } else if (rule.service() instanceof ServiceKey.Fwmark service && !rule.servers().isEmpty()) {
      lines.add(
          "meta mark 0x%x %s daddr { %s } %s"
              .formatted(service.mark(), ip, list(rule.servers()), verdict));
    }
    return lines;
  }

  /** Clients are shared out among several addresses by a hash of theirs. */
  private static String to(SnatRule rule) {
    List<InetAddress> sources = rule.sources();
    if (sources.size() == 1) {
      return Addresses.text(sources.get(0));
    }
    String map =
        IntStream.range(0, sources.size())
            .mapToObj(i -> i + " : " + Addresses.text(sources.get(i)))
            .collect(Collectors.joining(", "));
    return "jhash ct original %s saddr mod %d seed %s map { %s }"
        .formatted(ip(rule.service().family()), sources.size(), HASH_SEED, map);
  }

  private static String guard(InetAddress address) {
    boolean inet = Family.of(address) == Family.INET;
    return "%s daddr %s meta l4proto != %s ct state new,invalid drop"
        .formatted(ip(Family.of(address)), Addresses.text(address), inet ? "icmp" : "ipv6-icmp");
  }

  private static String list(List<InetAddress> addresses) {
    return addresses.stream().map(Addresses::text).collect(Collectors.joining(", "));
  }

  private static String ip(Family family) {
    return family == Family.INET ? "ip" : "ip6";
  }
}
