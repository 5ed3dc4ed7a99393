package org.lvsdirector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.config.Treatment;
import org.lvsdirector.doctor.Finding.Verdict;
import org.lvsdirector.kernel.DefaultRoutes.Route;
import org.lvsdirector.kernel.Setting;
import org.lvsdirector.kernel.Sysctl;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;

class ChecksTest {
  private static final InetAddress VIP = address("172.16.1.111");
  private static final Endpoint SERVER = Endpoint.parse("172.16.1.136:80").orElseThrow();
  private static final Endpoint AT_VIP = Endpoint.parse("172.16.1.111:80").orElseThrow();
  private static final MacAddress MASTER = new MacAddress(1);
  private static final MacAddress REAL = new MacAddress(2);
  private static final MacAddress STRANGER = new MacAddress(3);

  @Test
  void settingThatIsWrongHasItsCommand() {
    Setting forward =
        new Setting(
            new Sysctl("net/ipv4/ip_forward"), List.of("1"), Treatment.APPLY, "answers are lost");
    assertThat(SettingsCheck.of(List.of(forward), name -> Optional.of("0")))
        .containsExactly(
            Finding.wrong(
                "net.ipv4.ip_forward",
                "is 0, must be 1: answers are lost",
                "sysctl -w net.ipv4.ip_forward=1"));
    assertThat(SettingsCheck.of(List.of(forward), name -> Optional.of("1")))
        .containsExactly(Finding.ok("net.ipv4.ip_forward", "1"));
  }

  @Test
  void moduleMayBeLoadedOrInstalledOrMissing() {
    Modules modules = new Modules(Set.of("ip_vs"), Set.of("ip_vs_rr"));
    Map<String, String> need = Map.of("ip_vs_mh", "no service");
    assertThat(ModulesCheck.of(Map.of("ip_vs", ""), modules).get(0).seen()).isEqualTo("loaded");
    assertThat(ModulesCheck.of(Map.of("ip_vs_rr", ""), modules).get(0).verdict())
        .isEqualTo(Verdict.OK);
    Finding missing = ModulesCheck.of(need, modules).get(0);
    assertThat(missing.seen()).isEqualTo("neither loaded nor installed: no service");
    assertThat(missing.cure()).startsWith("modprobe ip_vs_mh");
    assertThat(Modules.names(List.of("kernel/net/ip-vs_mh.ko.xz: kernel/net/ip_vs.ko", "x")))
        .containsExactly("ip_vs_mh");
  }

  @Test
  void secretsAreTheOwnersAlone() {
    Path file = Path.of("tokens.yaml");
    assertThat(SecretsCheck.of("k", file, PosixFilePermissions.fromString("rw-------")).verdict())
        .isEqualTo(Verdict.OK);
    assertThat(SecretsCheck.of("k", file, PosixFilePermissions.fromString("rw-r--r--")).cure())
        .isEqualTo("chmod 600 tokens.yaml");
  }

  @Test
  void serverOfDirectRoutingNeedsTheVip() {
    Finding silent = ServersCheck.forVip("web", ForwardingMethod.DR, SERVER, AT_VIP, Answer.SILENT);
    assertThat(silent.seen())
        .isEqualTo("answers on its own address but not for the VIP 172.16.1.111: VIP not on lo");
    assertThat(silent.cure())
        .isEqualTo("on 172.16.1.136: lvs-director realserver start --mode dr --vip 172.16.1.111");
    assertThat(
            ServersCheck.forVip("web", ForwardingMethod.DR, SERVER, AT_VIP, Answer.REFUSED).seen())
        .contains("refuses port 80 on it");
    assertThat(
            ServersCheck.forVip("web", ForwardingMethod.TUN, SERVER, AT_VIP, Answer.SILENT).seen())
        .contains("tunl0");
    assertThat(ServersCheck.direct("web", SERVER, Answer.REFUSED).seen())
        .contains("nothing listens");
    assertThat(ServersCheck.wayBack("web", SERVER, Answer.SILENT).cure())
        .contains("ip route replace default");
  }

  @Test
  void onlyTheMasterAnswersForTheVip() {
    ArpCheck check =
        new ArpCheck(
            Map.of(MASTER, address("172.16.1.134")), Map.of(REAL, address("172.16.1.136")));
    assertThat(check.of(VIP, Set.of(MASTER), false).get(0).verdict()).isEqualTo(Verdict.OK);
    assertThat(check.of(VIP, Set.of(), true).get(0).seen()).startsWith("held here");
    assertThat(check.of(VIP, Set.of(MASTER), true).get(0).seen())
        .startsWith("member 172.16.1.134 answers ARP for it beside its master");
    assertThat(check.of(VIP, Set.of(REAL), true).get(0).seen())
        .isEqualTo(
            "real server 172.16.1.136 answers ARP for it: clients reach it past the director");
    assertThat(check.of(VIP, Set.of(STRANGER), false).get(0).seen())
        .contains("00:00:00:00:00:03", "address conflict");
  }

  @Test
  void rulesOnOurVipsAreOurs() throws Exception {
    var config =
        ConfigReader.parse(
            Path.of("d1.yaml"),
            """
            vip-groups: [{name: g, interface: eth0, vips: [172.16.1.111]}]
            services: [{name: s, address: '172.16.1.111:80', servers: []}]
            """,
            "d1");
    ServiceKey ours = config.services().get(0).key();
    ServiceKey elsewhere = key("172.16.1.112:443");
    assertThat(ForeignRulesCheck.of(config, Set.of(ours, elsewhere)).get(0).verdict())
        .isEqualTo(Verdict.OK);
    Finding foreign = ForeignRulesCheck.of(config, Set.of(ours, key("172.16.1.111:443"))).get(0);
    assertThat(foreign.cure()).startsWith("ipvsadm -D -t 172.16.1.111:443");
  }

  @Test
  void tableOfConnectionsHasRoom() {
    assertThat(ConntrackSizeCheck.of(OptionalLong.of(5), OptionalLong.of(262_144)).get(0).verdict())
        .isEqualTo(Verdict.OK);
    assertThat(
            ConntrackSizeCheck.of(OptionalLong.of(200_000), OptionalLong.of(262_144)).get(0).cure())
        .isEqualTo("sysctl -w net.netfilter.nf_conntrack_max=524288");
    assertThat(ConntrackSizeCheck.of(OptionalLong.of(5), OptionalLong.of(16_384)).get(0).seen())
        .startsWith("is 16384, fewer than");
  }

  @Test
  void vipStandsWhereTheMethodWantsIt() {
    assertThat(placement(ForwardingMethod.DR).seen()).startsWith("VIP not on lo");
    assertThat(placement(ForwardingMethod.DR, held(1, 32)).verdict()).isEqualTo(Verdict.OK);
    assertThat(placement(ForwardingMethod.DR, held(1, 24)).seen())
        .startsWith("172.16.1.111/24 on lo: this machine takes all");
    assertThat(placement(ForwardingMethod.DR, held(2, 32)).cure())
        .isEqualTo(
            "ip address del 172.16.1.111/32 dev eth0; ip address add 172.16.1.111/32 dev lo");
    assertThat(placement(ForwardingMethod.NAT, held(1, 32)).cure())
        .isEqualTo("ip address del 172.16.1.111/32 dev lo");
    assertThat(placement(ForwardingMethod.NAT).verdict()).isEqualTo(Verdict.OK);
    assertThat(TunnelCheck.of(machine()).cure()).isEqualTo("modprobe ipip");
  }

  @Test
  void wayBackIsTheMaster() {
    Set<InetAddress> floating = Set.of(address("172.16.1.1"));
    Set<InetAddress> fixed = Set.of(address("172.16.1.134"), address("172.16.1.137"));
    assertThat(GatewayCheck.of(route("172.16.1.1"), floating, fixed).verdict())
        .isEqualTo(Verdict.OK);
    assertThat(GatewayCheck.of(route("172.16.1.134"), floating, fixed).seen())
        .contains("after a failover");
    assertThat(GatewayCheck.of(route("172.16.1.254"), floating, fixed).cure())
        .isEqualTo("ip route replace default via 172.16.1.1");
    assertThat(GatewayCheck.of(List.of(), floating, fixed).verdict()).isEqualTo(Verdict.WRONG);
  }

  @Test
  void othersThatManageIpvsAreNamed() {
    assertThat(RivalsCheck.of(Set.of("bash", "keepalived")).get(0).cure())
        .isEqualTo("systemctl disable --now keepalived");
    assertThat(RivalsCheck.of(Set.of("bash")).get(0).verdict()).isEqualTo(Verdict.OK);
  }

  private static Finding placement(ForwardingMethod forward, InterfaceAddress... held) {
    return VipPlacementCheck.of(forward, VIP, machine(held));
  }

  private static Machine machine(InterfaceAddress... addresses) {
    return new Machine(
        List.of(
            new Link(1, "lo", 772, true, true, Optional.of(new MacAddress(0))),
            new Link(2, "eth0", 1, true, true, Optional.of(REAL))),
        List.of(addresses),
        List.of());
  }

  private static InterfaceAddress held(int index, int prefix) {
    return new InterfaceAddress(
        index, new Vip(VIP, prefix), InterfaceAddress.FOREVER, InterfaceAddress.FOREVER, 0);
  }

  private static List<Route> route(String gateway) {
    return List.of(new Route("eth0", address(gateway)));
  }

  private static ServiceKey key(String endpoint) {
    return new ServiceKey.Address(Protocol.TCP, Endpoint.parse(endpoint).orElseThrow());
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }
}
