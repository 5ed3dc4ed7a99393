package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.config.NetfilterKind;

/** Finds out through which program the packet filter can be reached here. */
final class RuleTables {
  private RuleTables() {}

  /**
   * The first that works.
   *
   * @throws IOException when none does, with each one's own words and the cure
   */
  static RuleTable open(NetfilterKind kind) throws IOException {
    List<String> refusals = new ArrayList<>();
    for (RuleTable table : candidates(kind)) {
      try {
        table.probe();
        return table;
      } catch (IOException refused) {
        refusals.add(refused.getMessage());
      }
    }
    throw new IOException(
        "forward: fullnat needs a packet filter, and none works: "
            + String.join("; ", refusals)
            + "; install nftables or iptables (apt-get install nftables), and a kernel with"
            + " nf_nat and nf_conntrack");
  }

  private static List<RuleTable> candidates(NetfilterKind kind) {
    List<RuleTable> candidates = new ArrayList<>();
    if (kind != NetfilterKind.IPTABLES) {
      candidates.add(new NftTable());
    }
    if (kind != NetfilterKind.NFT) {
      candidates.add(new IptablesTable(""));
      candidates.add(new IptablesTable("-legacy"));
    }
    return candidates;
  }
}
