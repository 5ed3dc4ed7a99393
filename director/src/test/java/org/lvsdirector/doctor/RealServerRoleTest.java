package org.lvsdirector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.realserver.Use;

class RealServerRoleTest {
  private static final InetAddress VIP = address("172.16.1.111");
  private static final Set<InetAddress> FLOATING = Set.of(VIP, address("10.0.0.1"));

  @Test
  void configurationSaysWhatAMachineIs() throws Exception {
    Config config =
        ConfigReader.parse(
            Path.of("d1.yaml"),
            """
            vip-groups: [{name: g, interface: eth0, vips: [172.16.1.111, 10.0.0.1]}]
            services:
              - {name: a, address: '172.16.1.111:80', servers: [{address: 172.16.1.135}]}
              - {name: b, address: '172.16.1.111:81', servers: [{address: 172.16.1.136}]}
              - name: c
                address: 172.16.1.111:82
                forward: nat
                servers: [{address: '172.16.1.135:8082'}]
              - name: d
                address: 172.16.1.111:53
                protocol: udp
                forward: tun
                check: none
                servers: [{address: 172.16.1.135}]
            """,
            "d1");
    assertThat(RealServerRole.of(config, Set.of(address("172.16.1.135"))))
        .containsExactly(
            role(ForwardingMethod.DR, place("172.16.1.111:80"), false),
            role(ForwardingMethod.NAT, place("172.16.1.135:8082"), false),
            role(ForwardingMethod.TUN, Optional.empty(), true));
    assertThat(RealServerRole.of(config, Set.of(address("172.16.1.200")))).isEmpty();
  }

  @Test
  void optionsSayItWithoutPortsAndDirectors() {
    assertThat(RealServerRole.of(new Use.Nat(VIP, address("10.0.0.1"))))
        .isEqualTo(
            new RealServerRole(
                ForwardingMethod.NAT,
                VIP,
                Optional.empty(),
                Set.of(address("10.0.0.1")),
                Set.of(),
                false));
    assertThat(List.of(RealServerRole.of(new Use.Dr(VIP)), RealServerRole.of(new Use.Tun(VIP))))
        .extracting(RealServerRole::forward)
        .containsExactly(ForwardingMethod.DR, ForwardingMethod.TUN);
  }

  private static RealServerRole role(
      ForwardingMethod forward, Optional<Endpoint> place, boolean ipip) {
    return new RealServerRole(forward, VIP, place, FLOATING, Set.of(), ipip);
  }

  private static Optional<Endpoint> place(String text) {
    return Endpoint.parse(text);
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }
}
