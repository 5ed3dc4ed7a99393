package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/** Tunnels of services and of their servers, and those that the kernel has no use for. */
class TunnelFaultsTest {
  @Test
  void aServersTunnelStandsInForThatOfItsService() throws Exception {
    VirtualService service =
        Yaml.config(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    forward: tun
                    tunnel: {type: gue, port: 6080, checksum: remcsum}
                    servers:
                      - {address: 192.0.2.2}
                      - {address: 192.0.2.3, tunnel: {type: gre}}
                """)
            .services()
            .get(0);
    Tunnel gue = new Tunnel(Tunnel.Type.GUE, 6080, Tunnel.Checksum.REMCSUM);
    assertThat(service.tunnel()).isEqualTo(gue);
    assertThat(service.servers())
        .extracting(RealServer::tunnel)
        .containsExactly(gue, new Tunnel(Tunnel.Type.GRE, 0, Tunnel.Checksum.NOCSUM));
  }

  @Test
  void tunnelsAreForForwardTun() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    tunnel: {type: gre}
                    servers: [{address: 192.0.2.2, tunnel: {type: gre}}]
                """))
        .containsExactly(
            "d1.yaml:4:13: services[0].tunnel: is for forward: tun; this service has dr",
            "d1.yaml:5:44: services[0].servers[0].tunnel: is for forward: tun; this service has"
                + " dr");
  }

  @Test
  void portsAreForGueAndChecksumsAsTheTypeKnowsThem() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    forward: tun
                    tunnel: {type: gue}
                    servers:
                      - {address: 192.0.2.2, tunnel: {checksum: csum}}
                      - {address: 192.0.2.3, tunnel: {type: gre, checksum: remcsum}}
                      - {address: 192.0.2.4, tunnel: {type: gre, port: 6080}}
                      - {address: 192.0.2.5, tunnel: {type: gue, port: 0}}
                      - {address: 192.0.2.6, tunnel: {type: vxlan}}
                """))
        .containsExactly(
            "d1.yaml:5:13: services[0].tunnel.port: is required with type: gue; write the UDP port"
                + " the server listens on",
            "d1.yaml:7:49: services[0].servers[0].tunnel.checksum: ipip knows no csum; write"
                + " nocsum",
            "d1.yaml:8:60: services[0].servers[1].tunnel.checksum: gre knows no remcsum; write"
                + " nocsum or csum",
            "d1.yaml:9:56: services[0].servers[2].tunnel.port: is for type: gue; gre has no ports",
            "d1.yaml:10:56: services[0].servers[3].tunnel.port: 0 is out of range; write a number"
                + " from 1–65535",
            "d1.yaml:11:45: services[0].servers[4].tunnel.type: \"vxlan\" is not a type of tunnel;"
                + " one of ipip, gue, gre");
  }
}
