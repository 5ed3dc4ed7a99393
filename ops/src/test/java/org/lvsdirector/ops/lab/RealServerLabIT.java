package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command and its twin in sh: what one says and does, the other says and does. */
@Tag("lab")
class RealServerLabIT {
  /** Under the lab's own {@code /run}, and each guest's. */
  private static final String STATE = "/run/lvs-director/realserver";

  private static final String FAKE = "/run/fake";
  private static final String DR = "--mode dr --vip 172.16.1.111,2001:DB8::111";
  private static final String NAT = "--mode nat --vip 172.16.1.134 --gateway 172.16.1.1";
  private static final String TUN = "--mode tun --vip 172.16.1.111";
  private static final String BOTH_TUNNELS = TUN + ",2001:db8::111";

  /** Addresses, links, routes, modules, settings; all that the command may touch. */
  private static final String SNAPSHOT =
      """
      ip -o addr show | grep -v fe80 | sed 's/^[0-9]*: //; s/  *valid_lft.*//' | sort
      ip -o link show | sed -n 's/^[0-9]*: \\(ip6tnl0\\|tunl0\\)\\(@NONE: <.*>\\).*/\\1 \\2/p'
      ip -4 route show; ip -6 route show default
      cd /proc/sys/net/ipv4/conf && grep . */arp_ignore */arp_announce */rp_filter
      ls -d %s* 2>/dev/null || true
      """
          .formatted(STATE);

  private static Lab lab;

  /** For tunnels: the host's kernel may not have them. */
  private static Guest guest;

  private static Namespace namespace;

  /** The two that must be alike. */
  enum Tool {
    COMMAND("lvs-director realserver"),
    TWIN("realserver");

    private final String words;

    Tool(String words) {
      this.words = words;
    }

    private Tool other() {
      return this == COMMAND ? TWIN : COMMAND;
    }

    /** What to type; programs in a folder fake come before the machine's own. */
    private String line(String arguments) {
      return "PATH=%s:$PATH MODPROBE_OPTIONS=-d\\ /tmp/.modules %s/%s %s --state %s"
          .formatted(FAKE, Project.launcher().getParent(), words, arguments, STATE);
    }

    private Output run(Machine machine, String arguments) {
      Output output = machine.run(line(arguments));
      String prefix = (this == COMMAND ? "lvs-director" : "realserver") + ": ";
      return new Output(output.exit(), output.text().replaceAll("(?m)^" + prefix, ""));
    }

    private String ok(Machine machine, String arguments) {
      Output output = run(machine, arguments);
      assertThat(output).as("%s %s", words, arguments).matches(Output::ok);
      return output.text();
    }
  }

  @BeforeAll
  static void boot() {
    lab = Lab.open();
    guest = lab.guest("rs1", 135).boot();
    namespace = lab.namespace("rs2", 136);
    guest.awaitUp();
    guest.ok("rmmod ipip");
    for (Machine machine : List.of(guest, namespace)) {
      machine.ok(
          """
          cd /proc/sys/net
          for link in all lo; do
            echo 0 >ipv6/conf/$link/disable_ipv6
            echo 1 >ipv4/conf/$link/rp_filter
          done
          echo 1 >ipv4/conf/lo/arp_announce
          ip route add default via 172.16.1.254
          """);
    }
  }

  @AfterAll
  static void off() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {DR, NAT})
  void bothDoAndSayTheSame(String use) {
    assertBoth(
        namespace,
        "status",
        "status --json",
        "status " + use,
        "start " + use,
        "status",
        "status --json",
        "start --json " + use,
        "stop --json " + use,
        "status --json " + use,
        "start --json " + use,
        "stop",
        "stop --json",
        "stop");
  }

  @Test
  void bothDoAndSayTheSameForTunnels() {
    assertBoth(guest, "start " + BOTH_TUNNELS, "status " + BOTH_TUNNELS, "stop");
  }

  /** Runs these with each, on the machine as it is, which they must leave so. */
  private static void assertBoth(Machine machine, String... lines) {
    String untouched = machine.ok(SNAPSHOT);
    List<String> said = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      StringBuilder all = new StringBuilder();
      for (String line : lines) {
        Output output = tool.run(machine, line);
        all.append(line).append(" = ").append(output.exit()).append('\n').append(output.text());
        if (line.startsWith("start")) {
          all.append(machine.ok(SNAPSHOT)).append('\n').append(machine.ok("cat " + STATE));
        }
      }
      said.add(all.toString());
      assertThat(machine.ok(SNAPSHOT)).as("after %s", tool.words).isEqualTo(untouched);
    }
    assertThat(said.get(1)).isEqualTo(said.get(0));
    assertThat(said.get(0)).contains("absent -> present", ": started", "ok     ", ": stopped");
  }

  @Test
  void bothFindTheSameFaults() {
    String untouched = namespace.ok(SNAPSHOT);
    for (String arguments :
        List.of(
            "start",
            "start --mode fullnat --vip 1.2.3.400,:: --gateway x",
            "start --mode nat --vip 172.16.1.134",
            "start --mode nat --vip ::1 --gateway 10.0.0.1",
            "start --mode dr --vip localhost --gateway 10.0.0.1",
            "stop --mode x",
            "stop --vip 1.2.3.4.5",
            "status --mode nat --vip 172.16.1.134")) {
      Output command = Tool.COMMAND.run(namespace, arguments);
      assertThat(command.exit()).as(arguments).isEqualTo(2);
      assertThat(Tool.TWIN.run(namespace, arguments)).isEqualTo(command);
    }
    namespace.ok("echo 'root:x:0' >" + STATE);
    Output command = Tool.COMMAND.run(namespace, "stop");
    assertThat(command)
        .isEqualTo(
            new Output(
                1,
                STATE + " line 1 is not understood: 'root:x:0'; remove the file to forget it\n"));
    assertThat(Tool.TWIN.run(namespace, "stop")).isEqualTo(command);
    namespace.ok("rm " + STATE);
    assertThat(namespace.ok(SNAPSHOT)).isEqualTo(untouched);
  }

  @ParameterizedTest
  @EnumSource
  void oneStopsWhatTheOtherStarted(Tool tool) {
    Tool other = tool.other();
    String untouched = namespace.ok(SNAPSHOT);
    tool.ok(namespace, "start " + DR);
    other.ok(namespace, "start " + NAT);
    tool.ok(namespace, "start --mode=dr --vip=172.16.1.112");
    assertThat(other.ok(namespace, "status"))
        .doesNotContain("wrong")
        .contains("172.16.1.112/32 on lo");

    assertThat(other.ok(namespace, "stop --vip 172.16.1.111,2001:db8:0::111"))
        .contains("dr 172.16.1.111: stopped", "dr 2001:db8::111: stopped")
        .doesNotContain("sysctl");
    assertThat(tool.ok(namespace, "status --mode dr --vip 172.16.1.112")).doesNotContain("wrong");
    namespace.ok(
        "ip addr del 172.16.1.112/32 dev lo; echo 0 >/proc/sys/net/ipv4/conf/lo/arp_ignore");
    assertThat(tool.run(namespace, "status").exit()).isEqualTo(1);
    assertThat(other.ok(namespace, "start --mode dr --vip 172.16.1.112"))
        .contains("arp_ignore: 0 -> 1", "absent -> present");
    assertThat(tool.ok(namespace, "status")).doesNotContain("wrong");
    tool.ok(namespace, "stop --mode nat");
    assertThat(other.ok(namespace, "stop"))
        .contains("sysctl net.ipv4.conf.lo.arp_announce: 2 -> 1", "dr 172.16.1.112: stopped");
    assertThat(namespace.ok(SNAPSHOT)).isEqualTo(untouched);
  }

  @ParameterizedTest
  @EnumSource
  void whatOthersHaveStays(Tool tool) {
    namespace.ok("ip addr add 172.16.1.111/32 dev lo");
    String before = namespace.ok(SNAPSHOT);
    assertThat(tool.ok(namespace, "start " + DR)).doesNotContain("172.16.1.111/32");
    tool.ok(namespace, "stop");
    assertThat(namespace.ok(SNAPSHOT)).isEqualTo(before);
    namespace.ok("ip addr del 172.16.1.111/32 dev lo");

    String without = guest.ok(SNAPSHOT);
    tool.ok(guest, "start " + TUN);
    guest.ok("ip link add mine type ipip remote 172.16.1.9");
    assertThat(tool.ok(guest, "stop")).contains("link tunl0: up -> down");
    guest.ok("ip link show dev mine && ip link del mine && rmmod ipip");
    assertThat(guest.ok(SNAPSHOT)).isEqualTo(without);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsKilledInTheMiddleCanGoOnOrBeStopped(Tool tool) {
    String untouched = guest.ok(SNAPSHOT);
    killInTheMiddle(tool);
    tool.other().ok(guest, "start " + BOTH_TUNNELS);
    assertThat(tool.ok(guest, "status")).doesNotContain("wrong").contains("ip6tnl0");
    assertThat(tool.other().ok(guest, "stop")).contains("tun 2001:db8::111: stopped");
    assertThat(guest.ok(SNAPSHOT)).isEqualTo(untouched);

    killInTheMiddle(tool);
    assertThat(tool.other().ok(guest, "stop")).contains("tun 172.16.1.111: stopped");
    assertThat(guest.ok(SNAPSHOT)).isEqualTo(untouched);
  }

  /** Kills it while it waits for IPv6's module, IPv4 being done. */
  private static void killInTheMiddle(Tool tool) {
    fake("touch %1$s/asked; exec sleep 60".formatted(FAKE));
    long pid = guest.spawn("env " + tool.line("start " + BOTH_TUNNELS), "/tmp/log");
    Await.until(
        "it waits for modprobe",
        Duration.ofSeconds(20),
        () -> guest.run("test -e " + FAKE + "/asked").ok());
    assertThat(guest.ok("ip addr show dev tunl0; ls " + STATE + ".lock")).contains("172.16.1.111");
    guest.ok("kill -KILL " + pid + "; rm -r " + FAKE);
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedStartLeavesNothing(Tool tool) {
    String untouched = guest.ok(SNAPSHOT);
    fake("echo no such module >&2; exit 1");
    assertThat(tool.run(guest, "start " + BOTH_TUNNELS))
        .isEqualTo(new Output(1, "modprobe ip6_tunnel failed: no such module\n"));
    guest.ok("rm -r " + FAKE);
    assertThat(guest.ok(SNAPSHOT)).isEqualTo(untouched);
  }

  /** A modprobe that plays false where IPv6 is asked for; the machine's own does the rest. */
  private static void fake(String script) {
    guest.ok(
        """
        mkdir -p %1$s
        cat >%1$s/modprobe <<'EOF'
        #!/bin/bash
        case "$*" in *ip6_tunnel) %2$s ;; esac
        exec /sbin/modprobe "$@"
        EOF
        chmod +x %1$s/modprobe
        """
            .formatted(FAKE, script));
  }
}
