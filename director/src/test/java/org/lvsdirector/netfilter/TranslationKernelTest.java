package org.lvsdirector.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.netlink.Namespace.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.CtNetlink;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.TrackedConnection;

/**
 * Connections through the kernel of this machine: client, director and server are namespaces. A
 * destination rule of the test's own stands in for IPVS, which this kernel may lack; to connection
 * tracking the two look alike.
 */
class TranslationKernelTest {
  private static final InetAddress SNAT = Addresses.parse("10.2.0.9").orElseThrow();
  private static final FullnatRules RULES =
      new FullnatRules(
          List.of(
              new SnatRule(
                  new ServiceKey.Address(
                      Protocol.TCP, Endpoint.parse("10.1.0.100:80").orElseThrow()),
                  List.of(),
                  List.of(SNAT))),
          List.of(SNAT));

  static Stream<RuleTable> tables() {
    return Stream.of(new NftTable(), new IptablesTable(""), new IptablesTable("-legacy"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theServerSeesTheSourceAddressAndConntrackTellsWhoItIs(RuleTable table) throws Exception {
    Namespace.run(
        () -> {
          try (Machines machines = new Machines()) {
            table.replace(RULES);
            assertThat(machines.ask("10.1.0.2", 40_001)).isEqualTo("10.2.0.9 40001");
            List<TrackedConnection> known = new ArrayList<>();
            try (CtNetlink conntrack = CtNetlink.open()) {
              conntrack.repliesTo(SNAT, known::add);
            }
            assertThat(known)
                .extracting(one -> one.source() + " " + one.destination() + " " + one.replySource())
                .containsExactly("10.1.0.2:40001 10.1.0.100:80 10.2.0.2:8080");
            assertThat(new PortCount(new Events()).count(List.of(SNAT)))
                .containsExactly(
                    new PortUse(
                        SNAT, Protocol.TCP, Endpoint.parse("10.2.0.2:8080").orElseThrow(), 1));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatBelongsToNoConnectionIsNotReset(RuleTable table) throws Exception {
    Namespace.run(
        () -> {
          try (Machines machines = new Machines()) {
            assertThat(machines.knock("10.2.0.9")).contains("refused");
            table.replace(RULES);
            assertThat(machines.knock("10.2.0.9")).doesNotContain("refused");
            assertThat(machines.knock("10.2.0.1")).as("another address").contains("refused");
          }
        });
  }

  /** The three of them; the director is the test's own namespace. */
  private static final class Machines implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final Process client = machine("10.1.0");
    private final Process server = machine("10.2.0");

    Machines() throws IOException {
      sh("echo 1 >/proc/sys/net/ipv4/ip_forward; ip addr add 10.1.0.100/32 dev lo");
      command("ip", "addr", "add", "10.2.0.9/32", "dev", "lo");
      in(server, "ip neigh flush all; ip route add 10.2.0.9/32 via 10.2.0.1");
      sh(
          "nft add table ip test; nft add chain ip test pre"
              + " '{ type nat hook prerouting priority -100; }';"
              + " nft add rule ip test pre ip daddr 10.1.0.100 tcp dport 80 dnat to 10.2.0.2:8080");
      Process socat =
          start(
              server,
              "exec socat TCP-LISTEN:8080,reuseaddr,fork SYSTEM:'echo $SOCAT_PEERADDR $SOCAT_PEERPORT'");
      processes.add(socat);
      Namespace.command(
          "nsenter",
          "-n",
          "-t",
          "" + server.pid(),
          "timeout",
          "10",
          "sh",
          "-c",
          "until ss -Htln | grep -q :8080; do sleep 0.05; done");
    }

    private Process machine(String net) throws IOException {
      Process process =
          new ProcessBuilder("unshare", "--net", "sh", "-c", "echo; exec sleep 60").start();
      processes.add(process);
      BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
      out.readLine();
      String link = "m" + net.replace(".", "");
      sh(
          "ip link add %1$s type veth peer name eth0 netns %2$d; ip addr add %3$s.1/24 dev %1$s; ip link set %1$s up"
              .formatted(link, process.pid(), net));
      in(
          process,
          "ip link set lo up; ip addr add %1$s.2/24 dev eth0; ip link set eth0 up".formatted(net));
      return process;
    }

    /** What the server says to a client at this port. */
    String ask(String from, int port) {
      in(client, "ip route replace 10.1.0.100/32 via 10.1.0.1");
      return in(
              client,
              "socat -t 5 - TCP:10.1.0.100:80,bind=%s:%d,connect-timeout=5 </dev/null"
                  .formatted(from, port))
          .strip();
    }

    /** What the server hears when it connects where nobody listens. */
    String knock(String address) {
      return in(
          server,
          "socat - TCP:%s:7777,connect-timeout=1 </dev/null 2>&1 || true".formatted(address));
    }

    private static void sh(String script) {
      command("sh", "-ec", script);
    }

    private static String in(Process machine, String script) {
      return command("nsenter", "-n", "-t", "" + machine.pid(), "sh", "-ec", script);
    }

    private static Process start(Process machine, String script) throws IOException {
      return new ProcessBuilder("nsenter", "-n", "-t", "" + machine.pid(), "sh", "-c", script)
          .redirectErrorStream(true)
          .start();
    }

    @Override
    public void close() {
      processes.forEach(
          process -> process.destroyForcibly().onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }
  }
}
