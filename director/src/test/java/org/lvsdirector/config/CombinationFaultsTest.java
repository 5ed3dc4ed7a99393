package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/** Values that are right each by itself and impossible together, outside of services. */
class CombinationFaultsTest {
  @TempDir private Path folder;

  @Test
  void ownAddressMustBeAMember() {
    assertThat(
            Yaml.faults(
                """
                cluster:
                  bind: 192.0.2.9
                  members: [192.0.2.5, 192.0.2.6]
                  insecure: true
                """))
        .containsExactly(
            "d1.yaml:2:9: cluster.bind: 192.0.2.9 is not among the members; add it there");
  }

  @Test
  void ownPortMustBeThatOfTheMember() {
    assertThat(
            Yaml.faults(
                """
                cluster:
                  bind: 127.0.0.1
                  port: 7802
                  members: [127.0.0.1:7800, 127.0.0.1:7801]
                  insecure: true
                """))
        .containsExactly(
            "d1.yaml:3:9: cluster.port: the members have 127.0.0.1:7800 but this node's port is"
                + " 7802; make them agree");
  }

  @Test
  void portsThatDifferByNodeAreWrittenOut() {
    assertThat(
            Yaml.faults(
                """
                cluster:
                  port: {d1: 7801, d2: 7802}
                  members: [127.0.0.1:7801, 127.0.0.1]
                  insecure: true
                """))
        .contains(
            "d1.yaml:3:29: cluster.members[1]: needs its port behind it, because cluster.port"
                + " differs by node");
  }

  @Test
  void memberCountsOnce() {
    assertThat(
            Yaml.faults(
                """
                cluster:
                  insecure: true
                  members:
                    - 192.0.2.5
                    - 192.0.2.5:7800
                """))
        .containsExactly(
            "d1.yaml:5:7: cluster.members[1]: the member 192.0.2.5:7800 is already at"
                + " cluster.members[0] (line 4)");
  }

  @Test
  void bindAndInterfaceExcludeEachOther() {
    assertThat(Yaml.faults("cluster: {bind: 192.0.2.5, interface: eth0}"))
        .containsExactly(
            "d1.yaml:1:39: cluster.interface: bind and interface exclude each other; keep one");
  }

  @Test
  void timeoutsAreWholeSecondsAndTheKernels() {
    assertThat(Yaml.faults("timeouts: {tcp: 0s, tcpfin: 1500ms, udp: 25d}"))
        .containsExactly(
            "d1.yaml:1:17: timeouts.tcp: 0s is out of range; write a duration from 1s–24d in whole"
                + " seconds",
            "d1.yaml:1:29: timeouts.tcpfin: 1500ms is not a whole number of seconds; write 1s–24d"
                + " in whole seconds",
            "d1.yaml:1:42: timeouts.udp: 25d is out of range; write a duration from 1s–24d in"
                + " whole seconds");
    assertThat(Yaml.faults("dataplane: embedded\ntimeouts: {tcp: 5s}"))
        .containsExactly(
            "d1.yaml:2:11: timeouts: are the kernel's; the embedded data plane does not have"
                + " them");
  }

  @Test
  void majorityNeedsThree() {
    assertThat(
            Yaml.faults(
                """
                cluster:
                  members: [192.0.2.5, 192.0.2.6]
                  insecure: true
                  quorum: majority
                """))
        .containsExactly(
            "d1.yaml:4:11: cluster.quorum: majority needs three or more members and there are 2;"
                + " add a member with role: witness, or write none");
  }

  @Test
  void membersNeedAKeyOrTheWordInsecure() {
    assertThat(Yaml.faults("node: d1\ncluster:\n  members: [192.0.2.5, 192.0.2.6]\n"))
        .containsExactly(
            "d1.yaml:3:3: cluster.key-file: is required with two or more members; make one with"
                + " lvs-director cluster-key --out FILE, or write insecure: true where strangers"
                + " cannot reach the port");
    assertThat(Yaml.faults("cluster:\n  members: [192.0.2.5]\n")).isEmpty();
  }

  @Test
  void keyAndInsecureExcludeEachOther() throws Exception {
    Path key = Files.createFile(folder.resolve("k.p12"));
    assertThat(Yaml.faults("cluster:\n  key-file: " + key + "\n  insecure: true\n"))
        .containsExactly(
            "d1.yaml:3:13: cluster.insecure: true and a key-file exclude each other; keep one");
  }

  @Test
  void namedFilesMustBeThere() {
    Path missing = folder.resolve("none");
    assertThat(
            Yaml.faults(
                "cluster: {key-file: " + missing + "}\napi: {tokens-file: " + folder + "}\n"))
        .containsExactly(
            "d1.yaml:1:21: cluster.key-file: the file " + missing + " does not exist",
            "d1.yaml:2:20: api.tokens-file: the file " + folder + " is not a regular file");
  }

  @Test
  void tokensFileMayBeYetToBeMadeInAFolderThatIsThere() {
    Path tokens = folder.resolve("tokens.yaml");
    assertThat(Yaml.faults("api: {tokens-file: " + tokens + "}")).isEmpty();
    Path nowhere = folder.resolve("none/tokens.yaml");
    assertThat(Yaml.faults("api: {tokens-file: " + nowhere + "}"))
        .containsExactly("d1.yaml:1:20: api.tokens-file: the file " + nowhere + " does not exist");
  }

  @Test
  void namedFilesAreLookedForBesideTheConfiguration() {
    Path here = Path.of("k.p12").toAbsolutePath();
    assertThat(Yaml.faults("cluster: {key-file: k.p12}"))
        .containsExactly("d1.yaml:1:21: cluster.key-file: the file " + here + " does not exist");
  }

  @Test
  void groupsNeedNameInterfaceAndVips() {
    assertThat(Yaml.faults("vip-groups:\n  - priority: 100\n"))
        .containsExactly(
            "d1.yaml:2:5: vip-groups[0].name: is required: name, 1–63 letters, digits, dots,"
                + " dashes or underscores",
            "d1.yaml:2:5: vip-groups[0].interface: is required: interface, at most 15 visible"
                + " ASCII characters without / and :",
            "d1.yaml:2:5: vip-groups[0].vips: is required: address[/prefix], or a section of keys");
    assertThat(Yaml.faults("vip-groups: [{name: a, interface: lo, vips: []}]"))
        .containsExactly(
            "d1.yaml:1:45: vip-groups[0].vips: is empty; a group needs at least one address");
  }

  @Test
  void vipBelongsToOneGroup() {
    assertThat(
            Yaml.faults(
                """
                vip-groups:
                  - {name: a, interface: lo, vips: [192.0.2.1]}
                  - {name: a, interface: lo, vips: [192.0.2.2, 192.0.2.1/24]}
                """))
        .containsExactly(
            "d1.yaml:3:12: vip-groups[1].name: a group named a is already at vip-groups[0].name"
                + " (line 2)",
            "d1.yaml:3:48: vip-groups[1].vips[1]: the VIP 192.0.2.1 is already at"
                + " vip-groups[0].vips[0] (line 2)");
  }

  @Test
  void vipsMayNameAnInterfaceOfTheirOwn() throws Exception {
    VipGroup group =
        Yaml.config(
                """
                node: d1
                vip-groups:
                  - name: a
                    interface: eth0
                    vips:
                      - 192.0.2.1
                      - {address: 198.51.100.1/24, interface: {d1: eth1, default: eth2}}
                      - {address: 192.0.2.2}
                """)
            .vipGroups()
            .get(0);
    assertThat(group.places())
        .extracting(VipPlace::toString)
        .containsExactly("192.0.2.1/32 on eth0", "198.51.100.1/24 on eth1", "192.0.2.2/32 on eth0");
    assertThat(group.interfaces()).containsExactly("eth0", "eth1");
  }

  @Test
  void everyFaultOfAVipHasItsPlace() {
    assertThat(
            Yaml.faults(
                """
                vip-groups:
                  - name: a
                    interface: eth0
                    vips:
                      - {interface: eth1}
                      - {address: 192.0.2.1, interface: a/b}
                      - {address: 192.0.2.1, netmask: 24}
                      - [192.0.2.3]
                      - ~
                  - {name: b, interface: eth0, vips: {address: 192.0.2.1/33}}
                """))
        .containsExactly(
            "d1.yaml:5:9: vip-groups[0].vips[0].address: is required: address[/prefix]",
            "d1.yaml:6:41: vip-groups[0].vips[1].interface: \"a/b\" is not the name of a network"
                + " interface; write at most 15 visible ASCII characters without / and :",
            "d1.yaml:7:19: vip-groups[0].vips[2].address: the VIP 192.0.2.1 is already at"
                + " vip-groups[0].vips[1].address (line 6)",
            "d1.yaml:7:30: vip-groups[0].vips[2].netmask: unknown key; here may stand address,"
                + " interface",
            "d1.yaml:8:9: vip-groups[0].vips[3]: this does not belong here; write"
                + " address[/prefix], or a section of keys",
            "d1.yaml:9:9: vip-groups[0].vips[4]: has no value; give it one or remove the key",
            "d1.yaml:10:48: vip-groups[1].vips.address: prefix length /33 is out of range; write"
                + " one from 1–32");
  }

  @Test
  void membersOwnAddressCannotMove() {
    assertThat(
            Yaml.faults(
                """
                cluster: {members: [192.0.2.5]}
                vip-groups:
                  - {name: a, interface: lo, vips: [192.0.2.5]}
                """))
        .containsExactly(
            "d1.yaml:3:37: vip-groups[0].vips[0]: 192.0.2.5 is a member's own address; a VIP must"
                + " be free to move");
  }

  @Test
  void leaseOutlastsDetection() {
    assertThat(
            Yaml.faults(
                """
                cluster: {detect: 1100ms}
                vip-groups:
                  - {name: a, interface: lo, vips: [192.0.2.5], lease: 2s}
                """))
        .containsExactly(
            "d1.yaml:3:56: vip-groups[0].lease: 2s is too short for cluster.detect 1100ms; write"
                + " at least 3s");
  }

  @Test
  void apiBeyondLoopbackTakesTokensAndTlsOrTheWordInsecure() throws Exception {
    Path tokens = Files.createFile(folder.resolve("t"));
    String fault =
        "d1.yaml:2:11: api.listen: 0.0.0.0:8480 can be reached from other machines; that takes a"
            + " tokens-file, and either tls or, in clear text, insecure: true; or else listen on"
            + " 127.0.0.1";
    String listen = "api:\n  listen: 0.0.0.0:8480\n";
    assertThat(Yaml.faults(listen)).containsExactly(fault);
    assertThat(Yaml.faults(listen + "  insecure: true\n")).containsExactly(fault);
    assertThat(Yaml.faults(listen + "  tokens-file: " + tokens + "\n")).containsExactly(fault);
    assertThat(Yaml.faults(listen + "  insecure: true\n  tokens-file: " + tokens + "\n")).isEmpty();
    String tls = "  tls: {certificate: " + tokens + ", key: " + tokens + "}\n";
    assertThat(Yaml.faults(listen + tls)).containsExactly(fault);
    assertThat(Yaml.faults(listen + tls + "  tokens-file: " + tokens + "\n")).isEmpty();
  }

  @Test
  void embeddedHasNoSync() {
    assertThat(Yaml.faults("dataplane: embedded\nsync: relay\n")).hasSize(1);
    assertThat(Yaml.faults("dataplane: embedded\nsync: kernel\n"))
        .containsExactly(
            "d1.yaml:2:7: sync: the embedded data plane has no connections in the kernel; write"
                + " off");
  }

  @Test
  void theRelayHearsOnePort() {
    assertThat(Yaml.faults("kernel-settings:\n  vs-sync-ports: 4\n"))
        .containsExactly(
            "d1.yaml:2:18: kernel-settings.vs-sync-ports: the relay hears one port; write 1, or set"
                + " sync: kernel");
    assertThat(Yaml.faults("sync: kernel\nkernel-settings: {vs-sync-ports: 4}\n")).isEmpty();
    assertThat(Yaml.faults("kernel-settings: {vs-sync-threshold: often}\n"))
        .containsExactly(
            "d1.yaml:1:38: kernel-settings.vs-sync-threshold: \"often\" is not a packet and a period;"
                + " write two numbers, such as \"2 50\"");
  }
}
