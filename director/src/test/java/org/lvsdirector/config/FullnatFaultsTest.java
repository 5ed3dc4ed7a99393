package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What forward: fullnat demands of the rest of the file. */
class FullnatFaultsTest {
  private static final String SERVERS = "servers: [{address: 192.0.2.8:80}]";

  @Test
  void theGroupNeedsSourceAddressesOfTheFamily() {
    assertThat(faults("{name: g, interface: eth0, vips: [192.0.2.1], snat: ['2001:db8::9']}"))
        .containsExactly(
            "d1.yaml:3:62: services[0].forward: fullnat needs source addresses for its servers'"
                + " side: add snat: [192.0.2.11] to VIP group g, with a free inet address of"
                + " yours");
    assertThat(faults("{name: g, interface: eth0, vips: [192.0.2.1], snat: [192.0.2.9]}"))
        .isEmpty();
  }

  @Test
  void theAddressMustBeOfAGroup() {
    assertThat(faults("{name: g, interface: eth0, vips: [192.0.2.7], snat: [192.0.2.9]}"))
        .containsExactly(
            "d1.yaml:3:62: services[0].forward: fullnat takes its source addresses from the VIP"
                + " group of the service's address, and 192.0.2.1 is in none");
  }

  @Test
  void aSourceAddressServesNothingElse() {
    assertThat(faults("{name: g, interface: eth0, vips: [192.0.2.1], snat: [192.0.2.1]}"))
        .anyMatch(fault -> fault.contains("snat[0]") && fault.contains("192.0.2.1 is already at"));
  }

  @Test
  void aMarkNeedsOneGroupWithSourceAddresses() {
    String mark =
        "services:\n  - {name: m, fwmark: 7, forward: fullnat, check: none, " + SERVERS + "}\n";
    String g = "{name: g, interface: eth0, vips: [192.0.2.1], snat: [192.0.2.9]}";
    String h = "{name: h, interface: eth0, vips: [192.0.2.2], snat: [192.0.2.10]}";
    assertThat(Yaml.faults("vip-groups: [" + g + "]\n" + mark)).isEmpty();
    assertThat(Yaml.faults("vip-groups: [" + g + ", " + h + "]\n" + mark))
        .singleElement()
        .asString()
        .contains("services[0].forward: a fwmark belongs to no VIP group, and 2 have");
    assertThat(Yaml.faults(mark)).singleElement().asString().contains("to a VIP group");
  }

  @Test
  void singlePacketsHaveNoWayBack() {
    String text =
        """
        vip-groups: [{name: g, interface: eth0, vips: [192.0.2.1], snat: [192.0.2.9]}]
        services:
          - name: u
            address: 192.0.2.1:53
            protocol: udp
            forward: fullnat
            one-packet: true
            check: none
        """;
    assertThat(Yaml.faults(text))
        .containsExactly(
            "d1.yaml:7:17: services[0].one-packet: a service of single packets has no answers"
                + " through the director, so not fullnat");
  }

  private static java.util.List<String> faults(String group) {
    return Yaml.faults(
        "vip-groups: [%s]\nservices:\n  - {name: s, address: '192.0.2.1:80', check: none, forward: fullnat, %s}\n"
            .formatted(group, SERVERS));
  }
}
