package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.VipGroup;

class OneFileForAllNodesTest {
  static final String FILE =
      """
      cluster:
        members: [192.0.2.5, 192.0.2.6, 192.0.2.7]
        bind: {d1: 192.0.2.5, d2: 192.0.2.6, w1: 192.0.2.7}
        insecure: true
        quorum: majority
        role: {w1: witness, default: director}
      vip-groups:
        - name: web
          interface: {d2: eth1, default: eth0}
          vips: [192.0.2.1]
          priority: {d1: 150, d2: 100, default: 1}
      """;

  @Test
  void everyNodeReadsItsOwnValues() throws Exception {
    assertThat(List.of("d1", "d2", "w1").stream().map(OneFileForAllNodesTest::summary))
        .containsExactly(
            "d1 /192.0.2.5 DIRECTOR eth0 150",
            "d2 /192.0.2.6 DIRECTOR eth1 100",
            "w1 /192.0.2.7 WITNESS eth0 1");
  }

  @Test
  void nodeKeyDecidesBeforeTheHostsName() throws Exception {
    assertThat(Yaml.config("node: d2\n" + FILE, "d1").vipGroups().get(0).priority()).isEqualTo(100);
  }

  @Test
  void nodeThatIsNotListedIsRefused() {
    assertThat(
            Yaml.faults(
                """
                vip-groups:
                  - name: web
                    interface: eth0
                    vips: [192.0.2.1]
                    priority: {d7: 150, d8: many}
                """))
        .containsExactly(
            "d1.yaml:5:15: vip-groups[0].priority: has nothing for this node, d1, and no default;"
                + " it names d7, d8");
  }

  @Test
  void hostNameThatIsNoNameMakesTheKeyRequired() {
    assertThat(catchThrowable(() -> Yaml.config("sync: off", "")))
        .hasMessage("d1.yaml:1:1: node: is required: the host's name cannot serve as one");
  }

  private static String summary(String node) {
    try {
      Config config = Yaml.config(FILE, node);
      VipGroup group = config.vipGroups().get(0);
      return String.join(
          " ",
          config.node(),
          config.cluster().bind().orElseThrow().toString(),
          config.cluster().role().toString(),
          group.interfaceName(),
          Integer.toString(group.priority()));
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }
}
