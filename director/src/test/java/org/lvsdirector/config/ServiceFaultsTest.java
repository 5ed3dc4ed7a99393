package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values that are right each by itself and impossible together in a service. */
class ServiceFaultsTest {
  @Test
  void namesAndKeysAreUnique() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:80}
                  - {name: a, address: 192.0.2.1:80, protocol: udp}
                  - {name: c, address: 192.0.2.1:80, protocol: tcp}
                  - {name: d, fwmark: 7}
                  - {name: e, fwmark: 0x7}
                """))
        .containsExactly(
            "d1.yaml:3:12: services[1].name: a service named a is already at services[0].name"
                + " (line 2)",
            "d1.yaml:4:24: services[2].address: the service tcp 192.0.2.1:80 is already at"
                + " services[0].address (line 2)",
            "d1.yaml:6:23: services[4].fwmark: the service fwmark 7 is already at"
                + " services[3].fwmark (line 5)");
  }

  @Test
  void addressAndFwmarkExcludeEachOther() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:80, fwmark: 7}
                  - {name: b, fwmark: 7, protocol: tcp}
                  - {name: c, address: 192.0.2.1:81, family: inet}
                """))
        .containsExactly(
            "d1.yaml:2:46: services[0].fwmark: address and fwmark exclude each other; keep one",
            "d1.yaml:3:36: services[1].protocol: a fwmark service takes what the firewall marks;"
                + " remove the key",
            "d1.yaml:4:46: services[2].family: is for fwmark services; an address tells its family"
                + " itself");
  }

  @Test
  void allPortsNeedPersistence() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:0}
                  - {name: b, address: 192.0.2.2:0, persistence: 5m}
                """))
        .containsExactly(
            "d1.yaml:2:24: services[0].address: port 0, all ports, needs persistence; add it or"
                + " name a port");
  }

  @Test
  void serversWithoutAPortCannotBeChecked() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, fwmark: 1, servers: [{address: 192.0.2.7}]}
                  - {name: b, fwmark: 2, servers: [{address: 192.0.2.7}], check: none}
                  - {name: c, fwmark: 3, servers: [{address: 192.0.2.7:80}]}
                """))
        .containsExactly(
            "d1.yaml:2:46: services[0].servers[0].address: there is no port to check; write one"
                + " behind the address, or check: none");
  }

  @Test
  void flagBelongsToItsScheduler() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    scheduler: mh
                    flags: [mh-port, sh-port]
                """))
        .containsExactly(
            "d1.yaml:5:22: services[0].flags[1]: sh-port is an option of the scheduler sh; this"
                + " service has mh");
  }

  @Test
  void onePacketIsForDatagrams() {
    assertThat(Yaml.faults("services: [{name: a, address: 192.0.2.1:80, one-packet: true}]"))
        .containsExactly(
            "d1.yaml:1:57: services[0].one-packet: is for protocol: udp; this service is tcp");
  }

  @Test
  void persistenceEngineTakesPersistenceAndDatagrams() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:5060, protocol: udp, persistence-engine: sip}
                  - {name: b, address: 192.0.2.1:5060, persistence: 5m, persistence-engine: sip}
                  - {name: c, fwmark: 7, persistence: 5m, persistence-engine: sip, check: none}
                """))
        .containsExactly(
            "d1.yaml:2:75: services[0].persistence-engine: means nothing without persistence; add"
                + " that",
            "d1.yaml:3:77: services[1].persistence-engine: the kernel reads SIP over udp only;"
                + " this service is tcp");
  }

  @Test
  void netmaskFitsPersistenceAndFamily() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:80, persistence-netmask: 24}
                  - {name: b, address: 192.0.2.1:81, persistence-netmask: 64, persistence: 5s}
                """))
        .containsExactly(
            "d1.yaml:2:59: services[0].persistence-netmask: means nothing without persistence; add"
                + " that",
            "d1.yaml:3:59: services[1].persistence-netmask: /64 is longer than an IPv4 address");
  }

  @Test
  void directRoutingLeavesThePortAsItIs() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    servers: [{address: 192.0.2.7:8080}]
                    sorry-server: 192.0.2.8:81
                """))
        .containsExactly(
            "d1.yaml:4:25: services[0].servers[0].address: port 8080 differs from the service's 80,"
                + " which dr cannot translate; use the same port, or forward: nat",
            "d1.yaml:5:19: services[0].sorry-server: port 81 differs from the service's 80,"
                + " which dr cannot translate; use the same port, or forward: nat");
  }

  @Test
  void onlyTunnelsCrossFamilies() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    forward: nat
                    servers: [{address: 2001:db8::7}]
                """))
        .containsExactly(
            "d1.yaml:5:25: services[0].servers[0].address: 2001:db8::7 is not of the service's"
                + " address family, inet; only forward: tun can cross families");
  }

  @Test
  void tunnelsAcrossFamiliesExcludeTheKernelsConnectionSync() {
    String services =
        """
        services:
          - name: a
            address: '[2001:db8::1]:80'
            forward: tun
            sorry-server: 192.0.2.9
            servers: [{address: 192.0.2.7}, {address: 2001:db8::2}]
        """;
    String pair = "cluster: {insecure: true, members: [192.0.2.5, 192.0.2.6]}\n";
    assertThat(Yaml.faults(pair + services))
        .containsExactly(
            "d1.yaml:6:19: services[0].sorry-server: 192.0.2.9 is not of the service's address"
                + " family, inet6, and the kernel's connection sync excludes tunnels across"
                + " families; write sync: off, or a server of that family",
            "d1.yaml:7:25: services[0].servers[0].address: 192.0.2.7 is not of the service's"
                + " address family, inet6, and the kernel's connection sync excludes tunnels"
                + " across families; write sync: off, or a server of that family");
    assertThat(Yaml.faults(pair + "sync: off\n" + services)).isEmpty();
    assertThat(Yaml.faults(services)).as("a node on its own does not sync").isEmpty();
  }

  @Test
  void serverCountsOnce() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    servers: [{address: 192.0.2.7}, {address: 192.0.2.7:80}]
                    sorry-server: 192.0.2.7
                """))
        .containsExactly(
            "d1.yaml:4:47: services[0].servers[1].address: the server 192.0.2.7:80 is already at"
                + " services[0].servers[0].address (line 4)",
            "d1.yaml:5:19: services[0].sorry-server: the server 192.0.2.7:80 is already at"
                + " services[0].servers[0].address (line 4)");
  }

  @Test
  void thresholdsAreInOrder() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    servers: [{address: 192.0.2.7, upper-threshold: 5, lower-threshold: 6}]
                """))
        .containsExactly(
            "d1.yaml:4:73: services[0].servers[0].lower-threshold: 6 is above the upper-threshold"
                + " of 5");
  }

  @Test
  void embeddedForwardsTcpOnly() {
    assertThat(
            Yaml.faults(
                """
                dataplane: embedded
                services:
                  - {name: a, address: 192.0.2.1:53, protocol: udp}
                  - {name: b, fwmark: 7}
                  - {name: c, address: 192.0.2.1:0, persistence: 5m}
                  - {name: d, address: 192.0.2.1:80, forward: tun}
                """))
        .containsExactly(
            "d1.yaml:3:48: services[0].protocol: the embedded data plane forwards TCP only; this"
                + " needs dataplane: ipvs",
            "d1.yaml:4:23: services[1].fwmark: the embedded data plane forwards TCP only; this"
                + " needs dataplane: ipvs",
            "d1.yaml:5:24: services[2].address: the embedded data plane needs a port; all ports"
                + " need ipvs",
            "d1.yaml:6:47: services[3].forward: the embedded data plane has no tunnels; this needs"
                + " dataplane: ipvs");
  }

  @Test
  void checkFitsItself() {
    assertThat(
            Yaml.faults(
                """
                defaults: {check: {timeout: 2s}}
                services:
                  - {name: a, address: 192.0.2.1:80, check: {interval: 100ms, timeout: 200ms}}
                  - {name: b, address: 192.0.2.1:81, check: {path: /, verify: true}}
                  - {name: c, address: 192.0.2.1:82, check: {type: http, verify: true}}
                  - {name: d, address: 192.0.2.1:83, check: {fast-interval: 2s}}
                """))
        .containsExactly(
            "d1.yaml:1:29: defaults.check.timeout: the timeout of 2s is longer than the interval"
                + " of 1s",
            "d1.yaml:3:72: services[0].check.timeout: the timeout of 200ms is longer than the"
                + " interval of 100ms",
            "d1.yaml:4:52: services[1].check.path: is for http and https checks; this one is tcp",
            "d1.yaml:4:63: services[1].check.verify: means nothing without TLS; add tls: true",
            "d1.yaml:5:66: services[2].check.verify: means nothing without TLS; write type: https",
            "d1.yaml:6:61: services[3].check.fast-interval: the fast interval of 2s is longer than"
                + " the interval of 1s");
  }
}
