package org.lvsdirector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.ForwardingMethod;

class DirectorSettingsTest {
  private static final String ALWAYS = "net.ipv4.vs.expire_nodest_conn=1";

  @Test
  void directRoutingAndTunnelsNeedNoForwarding() throws Exception {
    assertThat(needs("services: [%s]", service("192.0.2.1", "dr"))).containsExactly(ALWAYS);
    assertThat(needs("services: [%s]", service("192.0.2.1", "tun"))).containsExactly(ALWAYS);
  }

  @Test
  void natNeedsForwardingAndNoRedirects() throws Exception {
    assertThat(needs("services: [%s]", service("192.0.2.1", "nat")))
        .containsExactly(
            "net.ipv4.ip_forward=1",
            "net.ipv4.conf.all.send_redirects=0",
            "net.ipv4.conf.eth0.send_redirects=0",
            ALWAYS);
    assertThat(needs("services: [%s]", service("2001:db8::1", "nat")))
        .containsExactly("net.ipv6.conf.all.forwarding=1", ALWAYS);
  }

  @Test
  void fullNatNeedsForwardingAndConntrack() throws Exception {
    assertThat(needs("services: [%s]", service("192.0.2.1", "fullnat")))
        .containsExactly(
            "net.ipv4.ip_forward=1",
            "net.ipv4.vs.conntrack=1",
            "net.netfilter.nf_conntrack_tcp_be_liberal=1",
            ALWAYS);
  }

  @Test
  void syncNeedsEveryConnectionToBeSentSoonAndHeard() throws Exception {
    String pair = "cluster: {insecure: true, members: [192.0.2.5, 192.0.2.6]}\n";
    assertThat(needs(pair + "services: []", ""))
        .containsExactly(
            "net.ipv4.vs.sync_threshold=\"0 0\"",
            "net.ipv4.vs.sync_refresh_period=10",
            "net.ipv4.vs.sync_sock_size=16777216",
            "net.ipv4.vs.sync_ports=1",
            "net.ipv4.vs.backup_only=0");
    assertThat(needs(pair + "sync: kernel\nservices: []", ""))
        .contains("net.ipv4.vs.sync_threshold=\"0 0\"")
        .doesNotContain("net.ipv4.vs.sync_ports=1");
    assertThat(needs(pair + "sync: off\nservices: []", "")).isEmpty();
  }

  @Test
  void theConfigurationMayPreferOtherValues() throws Exception {
    String pair = "cluster: {insecure: true, members: [192.0.2.5, 192.0.2.6]}\n";
    assertThat(
            needs(
                pair
                    + """
                    sync: kernel
                    services: []
                    kernel-settings:
                      vs-sync-threshold: 2 50
                      vs-sync-refresh-period: 0
                      vs-sync-sock-size: 4194304
                      vs-sync-ports: 4
                      vs-conn-reuse-mode: 0
                    """,
                ""))
        .containsExactly(
            "net.ipv4.vs.sync_threshold=\"2 50\"",
            "net.ipv4.vs.sync_refresh_period=0",
            "net.ipv4.vs.sync_sock_size=4194304",
            "net.ipv4.vs.backup_only=0",
            "net.ipv4.vs.conn_reuse_mode=0",
            "net.ipv4.vs.sync_ports=4");
    assertThat(needs("services: []\nkernel-settings: {vs: off, vs-conn-reuse-mode: 0}", ""))
        .isEmpty();
  }

  @Test
  void persistenceNeedsDrainedServersToBeLeft() throws Exception {
    assertThat(needs("services: [%s]", service("192.0.2.1", "dr, persistence: 5m")))
        .containsExactly(ALWAYS, "net.ipv4.vs.expire_quiescent_template=1");
  }

  @Test
  void filteringMattersWhereTheDefaultRouteIsElsewhere() throws Exception {
    String off = "kernel-settings: {vs: off}\nservices: [%s]";
    String text = off.formatted(service("192.0.2.1", "dr"));
    assertThat(of(text, Set.of("eth0"))).isEmpty();
    assertThat(of(text, Set.of())).isEmpty();
    assertThat(of(text, Set.of("eth1"))).containsExactly("net.ipv4.conf.eth0.rp_filter=2");
  }

  @Test
  void whatIsSwitchedOffIsNotLookedAt() throws Exception {
    String off = "kernel-settings: {ip-forward: off, send-redirects: off, vs: off}\nservices: [%s]";
    assertThat(needs(off, service("192.0.2.1", "nat"))).isEmpty();
  }

  @Test
  void embeddedDataplaneNeedsNothing() throws Exception {
    assertThat(needs("dataplane: embedded\nservices: [%s]", service("192.0.2.1", "nat"))).isEmpty();
  }

  @Test
  void realServersNeedToKeepSilentAboutTheVip() {
    assertThat(cures(RealServerSettings.of(ForwardingMethod.DR, List.of("all", "eth0.100"))))
        .containsExactly(
            "net.ipv4.conf.all.arp_ignore=1",
            "net.ipv4.conf.all.arp_announce=2",
            "net/ipv4/conf/eth0.100/arp_ignore=1",
            "net/ipv4/conf/eth0.100/arp_announce=2");
    assertThat(cures(RealServerSettings.of(ForwardingMethod.TUN, List.of())))
        .containsExactly("net.ipv4.conf.tunl0.rp_filter=2");
    assertThat(RealServerSettings.of(ForwardingMethod.NAT, List.of("all"))).isEmpty();
    assertThat(RealServerSettings.of(ForwardingMethod.FULLNAT, List.of("all"))).isEmpty();
  }

  private static List<String> needs(String text, String service) throws ConfigException {
    return of(text.formatted(service), Set.of("eth0"));
  }

  private static List<String> of(String text, Set<String> defaultRoutes) throws ConfigException {
    String group =
        "vip-groups: [{name: g, interface: eth0, vips: [192.0.2.1, '2001:db8::1'],"
            + " snat: [192.0.2.11]}]\n";
    return cures(
        DirectorSettings.of(
            ConfigReader.parse(Path.of("d1.yaml"), group + text, "d1"), defaultRoutes));
  }

  private static List<String> cures(List<Setting> settings) {
    return settings.stream().map(each -> each.cure().replace("sysctl -w ", "")).toList();
  }

  private static String service(String address, String forward) {
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    return "{name: s, address: '%s:80', forward: %s, servers: []}".formatted(bracketed, forward);
  }
}
