package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.testing.MemoryDataplane;

class FirstRulesTest {
  private static final String HEAD =
      """
      node: d1
      cluster: {name: c, bind: 127.0.0.1, members: [127.0.0.1], insecure: true}
      vip-groups: [{name: g, interface: lo, vips: [192.0.2.1]}]
      services:
        - {name: web, address: "192.0.2.1:80", servers: [{address: "192.0.2.2:80", weight: 3}]}
      """;
  private static final String MORE =
      """
        - {name: mail, address: "192.0.2.1:25", servers: [{address: "192.0.2.2:25"}]}
      """;

  private final MemoryDataplane kernel = new MemoryDataplane();

  @Test
  void aStartThatFailsLeavesNoServiceThatWasNotThereBefore() throws Exception {
    FirstRules rules = FirstRules.apply(config(HEAD + MORE), Overrides.NONE, kernel);
    assertThat(rules.changes()).isEqualTo(4);
    assertThat(services()).hasSize(2);
    rules.takeBack(kernel);
    assertThat(services()).isEmpty();
  }

  @Test
  void whatMayCarryConnectionsStays() throws Exception {
    FirstRules.apply(config(HEAD), Overrides.NONE, kernel);
    FirstRules rules = FirstRules.apply(config(HEAD + MORE), Overrides.NONE, kernel);
    assertThat(rules.changes()).isEqualTo(2);
    rules.takeBack(kernel);
    assertThat(services()).hasSize(1);
    List<Destination> servers = services().get(0).destinations();
    assertThat(servers).extracting(Destination::weight).hasSize(1);
  }

  @Test
  void whatIsGoneAlreadyIsNoFault() throws Exception {
    FirstRules rules = FirstRules.apply(config(HEAD), Overrides.NONE, kernel);
    rules.takeBack(kernel);
    rules.takeBack(kernel);
    assertThat(services()).isEmpty();
  }

  private List<Rules.Entry> services() throws Exception {
    return List.copyOf(kernel.read().services().values());
  }

  private static Config config(String text) throws Exception {
    return ConfigReader.parse(Path.of("d1.yaml"), text, "d1");
  }
}
