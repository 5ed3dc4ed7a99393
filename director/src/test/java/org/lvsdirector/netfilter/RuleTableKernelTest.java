package org.lvsdirector.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.netlink.Namespace.command;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.netlink.Namespace;

/** Every back end on the kernel of this machine, in a network namespace of its own. */
class RuleTableKernelTest {
  /**
   * A back end with commands that do what others may do.
   *
   * @param list all rules of the namespace
   * @param others adds a rule that is none of ours
   * @param damages each spoils our rules
   */
  record BackEnd(
      RuleTable table, List<String> list, List<String> others, List<List<String>> damages) {
    @Override
    public String toString() {
      return table.name();
    }
  }

  static Stream<BackEnd> backEnds() {
    return Stream.of(nft(), iptables(""), iptables("-legacy"));
  }

  private static BackEnd nft() {
    return new BackEnd(
        new NftTable(),
        words("nft list ruleset"),
        words("nft add table ip others"),
        List.of(
            words("nft flush chain inet lvs_director postrouting"),
            words("nft delete table inet lvs_director"),
            words("nft insert rule inet lvs_director input accept")));
  }

  private static BackEnd iptables(String suffix) {
    String iptables = "iptables" + suffix;
    return new BackEnd(
        new IptablesTable(suffix),
        words(iptables + "-save"),
        words(iptables + " -t nat -A POSTROUTING -s 10.77.0.0/16 -j MASQUERADE"),
        List.of(
            words(iptables + " -t nat -F LVS-DIRECTOR"),
            words(iptables + " -t nat -D POSTROUTING -j LVS-DIRECTOR"),
            words(iptables + " -I LVS-DIRECTOR -j ACCEPT"),
            words("ip6" + iptables.substring(2) + " -F LVS-DIRECTOR")));
  }

  private static List<String> words(String command) {
    return List.of(command.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("backEnds")
  void takesRulesOfEveryKindAndLeavesNothing(BackEnd backEnd) throws Exception {
    Namespace.run(
        () -> {
          RuleTable table = backEnd.table();
          table.probe();
          run(backEnd.others());
          String before = rules(backEnd);
          table.replace(FullnatRules.NONE);
          assertThat(table.read()).isEmpty();
          table.replace(Specimen.RULES);
          assertThat(String.join("\n", table.read()))
              .contains("192.0.2.11", "192.0.2.12", "2001:db8::11", "2001:db8::12");
          List<String> all = table.read();
          table.replace(Specimen.RULES);
          assertThat(table.read()).as("the same again").isEqualTo(all);
          table.replace(FullnatRules.NONE);
          assertThat(table.read()).isEmpty();
          assertThat(rules(backEnd)).isEqualTo(before);
        });
  }

  @ParameterizedTest
  @MethodSource("backEnds")
  void repairsWhatOthersSpoilAndKeepsWhatIsTheirs(BackEnd backEnd) throws Exception {
    Namespace.run(
        () -> {
          Events events = new Events();
          FilterPass pass = new FilterPass(backEnd.table(), events);
          run(backEnd.others());
          assertThat(pass.run(Specimen.RULES)).isEmpty();
          String whole = rules(backEnd);
          assertThat(pass.run(Specimen.RULES)).isEmpty();
          assertThat(events.kinds()).isEmpty();
          for (List<String> damage : backEnd.damages()) {
            run(damage);
            assertThat(pass.run(Specimen.RULES)).isEmpty();
            assertThat(rules(backEnd)).as(String.join(" ", damage)).isEqualTo(whole);
            assertThat(events.kinds()).containsExactly("drift-repaired");
            events.clear();
          }
        });
  }

  private static void run(List<String> words) {
    command(words.toArray(String[]::new));
  }

  /** Without comments, counters and the names of tables that are there but empty. */
  private static String rules(BackEnd backEnd) {
    return String.join(
        "\n",
        command(backEnd.list().toArray(String[]::new))
            .lines()
            .filter(line -> !line.startsWith("#") && !line.startsWith(":"))
            .filter(line -> line.startsWith("-A") || !line.matches("\\*\\w+|COMMIT"))
            .sorted()
            .toList());
  }
}
