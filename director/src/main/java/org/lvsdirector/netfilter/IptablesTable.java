package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.model.Family;

/**
 * The packet filter through the programs of iptables. They come as a set of one name: {@code
 * iptables}, or {@code iptables-legacy} where that name stands for a set on nftables and the kernel
 * lacks those.
 */
final class IptablesTable implements RuleTable {
  private static final String WAIT_SECONDS = "2";

  private final String suffix;
  private final Set<Family> used = EnumSet.allOf(Family.class);

  /**
   * One set of programs.
   *
   * @param suffix what follows iptables and ip6tables in their names: nothing, or {@code -legacy}
   */
  IptablesTable(String suffix) {
    this.suffix = suffix;
  }

  @Override
  public String name() {
    return "iptables" + suffix;
  }

  @Override
  public void probe() throws IOException {
    for (IptablesText.Jump jump : IptablesText.JUMPS) {
      Program.run("iptables" + suffix, "-w", WAIT_SECONDS, "-t", jump.table(), "-S", jump.chain());
    }
  }

  @Override
  public List<String> read() throws IOException {
    List<String> all = new ArrayList<>();
    for (Family family : used) {
      read(family).forEach(line -> all.add(family + " " + line));
    }
    return all;
  }

  @Override
  public void replace(FullnatRules rules) throws IOException {
    for (Family family : Family.values()) {
      FullnatRules wanted = rules.of(family);
      if (!wanted.isEmpty()) {
        replace(family, wanted, read(family));
        used.add(family);
      } else if (used.contains(family)) {
        clear(family);
      }
    }
  }

  private void clear(Family family) throws IOException {
    List<String> present = read(family);
    if (!present.isEmpty()) {
      replace(family, FullnatRules.NONE, present);
    }
    used.remove(family);
  }

  private void replace(Family family, FullnatRules wanted, List<String> present)
      throws IOException {
    String text = IptablesText.restore(wanted, present);
    Program.feed(text, program(family) + "-restore", "-w", WAIT_SECONDS, "--noflush");
  }

  private List<String> read(Family family) throws IOException {
    return ours(Program.run(program(family) + "-save"));
  }

  /** The lines of a listing that are about our chains, without the counters. */
  static List<String> ours(String saved) {
    List<String> lines = new ArrayList<>();
    saved
        .lines()
        .filter(line -> (" " + line + " ").matches(".*[: ]" + IptablesText.CHAIN + " .*"))
        .map(line -> line.replaceFirst(" \\[\\d+:\\d+\\]$", ""))
        .forEach(lines::add);
    return lines;
  }

  /** As they are named in Debian: iptables-legacy-save, but iptables-save. */
  private String program(Family family) {
    return (family == Family.INET ? "iptables" : "ip6tables") + suffix;
  }
}
