package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.List;

/** The packet filter through the program nft. */
final class NftTable implements RuleTable {
  private static final String NFT = "nft";

  @Override
  public String name() {
    return NFT;
  }

  /** Has the kernel look at rules of every kind, as it would before it takes them. */
  @Override
  public void probe() throws IOException {
    Program.feed(NftText.replace(Specimen.RULES), NFT, "--check", "--file", "-");
  }

  @Override
  public List<String> read() throws IOException {
    try {
      return Program.run(NFT, "--stateless", "list", "table", NftText.FAMILY, NftText.NAME)
          .lines()
          .toList();
    } catch (IOException refused) {
      String tables = Program.run(NFT, "list", "tables", NftText.FAMILY);
      if (tables.lines().anyMatch(line -> line.strip().endsWith(" " + NftText.NAME))) {
        throw refused;
      }
      return List.of();
    }
  }

  @Override
  public void replace(FullnatRules rules) throws IOException {
    if (!rules.isEmpty() || !read().isEmpty()) {
      Program.feed(NftText.replace(rules), NFT, "--file", "-");
    }
  }
}
