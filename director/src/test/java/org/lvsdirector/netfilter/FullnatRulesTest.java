package org.lvsdirector.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.Addresses;

class FullnatRulesTest {
  private static final String GROUP =
      """
      vip-groups:
        - name: g
          interface: eth0
          vips: [192.0.2.1, '2001:db8::1']
          snat: [192.0.2.11, 192.0.2.12, '2001:db8::11']
        - {name: h, interface: eth0, vips: [192.0.2.2]}
      defaults: {check: none}
      services:
      """;

  @Test
  void takesTheAddressesOfTheGroupAndOfTheFamily() throws Exception {
    FullnatRules rules =
        rules(
            "- {name: a, address: '192.0.2.1:80', forward: fullnat}",
            "- {name: b, address: '[2001:db8::1]:80', forward: fullnat}",
            "- {name: c, address: '192.0.2.2:80', forward: dr}");
    assertThat(rules.snat())
        .extracting(rule -> rule.service() + " " + texts(rule.sources()))
        .containsExactly(
            "tcp 192.0.2.1:80 [192.0.2.11, 192.0.2.12]", "tcp [2001:db8::1]:80 [2001:db8::11]");
    assertThat(texts(rules.guarded())).containsExactly("192.0.2.11", "192.0.2.12", "2001:db8::11");
    assertThat(rules.services()).hasSize(2);
  }

  @Test
  void aServiceOfAllPortsComesLastAndLeavesNatServicesOfItsAddressAlone() throws Exception {
    FullnatRules rules =
        rules(
            "- {name: a, address: '192.0.2.1:0', forward: fullnat, persistence: 60s}",
            "- {name: b, address: '192.0.2.1:80', forward: nat}",
            "- {name: c, address: '192.0.2.1:81', forward: dr}",
            "- {name: d, address: '192.0.2.1:82', forward: fullnat}",
            "- {name: e, address: '192.0.2.2:80', forward: nat}");
    assertThat(rules.snat())
        .extracting(rule -> rule.service() + " " + rule.sources().size())
        .containsExactly("tcp 192.0.2.1:80 0", "tcp 192.0.2.1:82 2", "tcp 192.0.2.1:0 2");
  }

  @Test
  void aMarkIsTranslatedOnTheWayToItsServers() throws Exception {
    FullnatRules rules =
        rules(
            """
            - name: m
                fwmark: 7
                forward: fullnat
                sorry-server: 192.0.2.9:80
                servers: [{address: 192.0.2.8:80}, {address: 192.0.2.8:81}]"""
                .replace("- name", "- name"));
    assertThat(rules.snat().get(0).servers())
        .extracting(Addresses::text)
        .containsExactly("192.0.2.8", "192.0.2.9");
  }

  @Test
  void withoutFullnatThereIsNothingToDo() throws Exception {
    assertThat(rules("- {name: a, address: '192.0.2.1:80', forward: nat}").isEmpty()).isTrue();
    assertThat(FullnatRules.NONE.isEmpty()).isTrue();
  }

  @Test
  void theEmbeddedDataPlaneNeedsNoRules() throws Exception {
    String text =
        "dataplane: embedded\n"
            + GROUP
            + "  - {name: a, address: '192.0.2.1:80', forward: fullnat}\n";
    assertThat(FullnatRules.of(ConfigReader.parse(Path.of("d1.yaml"), text, "d1")).isEmpty())
        .isTrue();
  }

  private static FullnatRules rules(String... services) throws Exception {
    StringBuilder text = new StringBuilder(GROUP);
    List.of(services).forEach(service -> text.append("  ").append(service).append('\n'));
    return FullnatRules.of(ConfigReader.parse(Path.of("d1.yaml"), text.toString(), "d1"));
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(Addresses::text).toList();
  }
}
