package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What {@code ops/walkthrough.md} leads through: every forwarding method by hand, with a director
 * at .134, a VIP at .111, servers at .135 and .136; then all of them by configuration, on a pair.
 */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkthroughLabIT {
  private static final String GATEWAY = "172.16.1.1";
  private static final String SNAT = "172.16.1.120";
  private static final String HEAD =
      """
      IP Virtual Server version 1.2.1 (size=4096)
      Prot LocalAddress:Port Scheduler Flags
        -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
      """;

  private static Lab lab;
  private static Guest d1;
  private static Guest d2;
  private static List<Guest> servers;
  private static Namespace client;

  @BeforeAll
  static void boot() {
    lab = Lab.open();
    BareLab bare = BareLab.boot(lab);
    d1 = bare.d1();
    d2 = bare.d2();
    servers = bare.servers();
    client = bare.client();
    servers.forEach(server -> server.ok("rmmod ipip"));
  }

  @AfterAll
  static void off() {
    lab.close();
  }

  @Test
  @Order(1)
  void natByHand() {
    ipvsadm("-A -t 172.16.1.134:80 -s rr");
    ipvsadm("-a -t 172.16.1.134:80 -m -r 172.16.1.135:80");
    ipvsadm("-a -t 172.16.1.134:80 -m -r 172.16.1.136:80");
    assertThat(ipvsadm("-Ln"))
        .isEqualTo(
            HEAD
                + """
                TCP  172.16.1.134:80 rr
                  -> 172.16.1.135:80              Masq    1      0          0\s\s\s\s\s\s\s\s\s
                  -> 172.16.1.136:80              Masq    1      0          0\s\s\s\s\s\s\s\s\s
                """);
    assertThat(ipvsadm("-S -n"))
        .isEqualTo(
            """
            -A -t 172.16.1.134:80 -s rr
            -a -t 172.16.1.134:80 -r 172.16.1.135:80 -m -w 1
            -a -t 172.16.1.134:80 -r 172.16.1.136:80 -m -w 1
            """);
    assertAlternates(ask(d1, "172.16.1.134", 10));

    ipvsadm("-E -t 172.16.1.134:80 -s wrr");
    ipvsadm("-e -t 172.16.1.134:80 -m -r 172.16.1.135:80 -w 2");
    ipvsadm("-e -t 172.16.1.134:80 -m -r 172.16.1.136:80 -w 1");
    assertThat(ipvsadm("-Ln"))
        .contains(
            "172.16.1.134:80 wrr",
            "135:80              Masq    2",
            "136:80              Masq    1");
    assertThat(counts(ask(d1, "172.16.1.134", 12)))
        .isEqualTo(Map.of("<h1>Backend RS1</h1>", 8L, "<h1>Backend RS2</h1>", 4L));
    ipvsadm("-C");
  }

  @Test
  @Order(2)
  void directRoutingByHand() {
    realserver("start --mode dr --vip " + Lab.VIP);
    d1.ok("ip addr add 172.16.1.111/32 dev vec0");
    serve("-g", "Route  ");
    assertAlternates(ask(client, Lab.VIP, 10));
    ipvsadm("-C");
    d1.ok("ip addr del 172.16.1.111/32 dev vec0");
    realserver("stop");
  }

  @Test
  @Order(3)
  void tunnellingByHand() {
    realserver("start --mode tun --vip " + Lab.VIP);
    d1.ok("ip addr add 172.16.1.111/32 dev tunl0; ip link set up tunl0");
    serve("-i", "Tunnel ");
    assertAlternates(ask(client, Lab.VIP, 10));
    ipvsadm("-C");
    d1.ok("ip addr del 172.16.1.111/32 dev tunl0; ip link set down tunl0");
    realserver("stop");
  }

  @Test
  @Order(4)
  void fullNatByHand() {
    d1.ok(
        """
        set -e
        ip addr add 172.16.1.111/32 dev vec0
        ip addr add %1$s/32 dev vec0
        echo 1 >/proc/sys/net/ipv4/vs/conntrack
        iptables-legacy -t nat -A POSTROUTING -m ipvs --vaddr 172.16.1.111/32 --vport 80 \
          -j SNAT --to-source %1$s
        """
            .formatted(SNAT));
    serve("-m", "Masq   ");
    assertAlternates(ask(client, Lab.VIP, 10));
    ipvsadm("-C");
    d1.ok(
        """
        iptables-legacy -t nat -F POSTROUTING
        echo 0 >/proc/sys/net/ipv4/vs/conntrack
        ip addr del %s/32 dev vec0
        ip addr del 172.16.1.111/32 dev vec0
        """
            .formatted(SNAT));
  }

  @Test
  @Order(5)
  void allByConfigurationAndThroughAFailover() {
    realserver("start --mode dr --vip " + Method.DR.vip);
    realserver("start --mode tun --vip " + Method.TUN.vip);
    realserver("start --mode nat --vip " + Method.NAT.vip + " --gateway " + GATEWAY);
    Namespace outside = outside();
    List<DirectorProcess> pair =
        Stream.of(d1, d2).map(it -> new DirectorProcess(it, configuration(it))).toList();
    pair.forEach(DirectorProcess::start);
    Await.until(
        "both see both, and one is master",
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        () ->
            pair.stream().allMatch(it -> it.sees(2))
                && pair.stream().filter(it -> it.holds(Lab.VIP)).count() == 1,
        () -> pair.get(0).log() + pair.get(1).log());
    DirectorProcess master =
        pair.stream().filter(it -> it.holds(Lab.VIP)).findFirst().orElseThrow();
    DirectorProcess backup = pair.get(1 - pair.indexOf(master));
    for (Guest director : List.of(d1, d2)) {
      assertThat(idle(director.run("ipvsadm -Ln").text())).contains(Method.listings());
    }
    assertThat(idle(ipvsadm("-Ln"))).contains(Method.listings());
    Map<Method, Namespace> clients = new EnumMap<>(Method.class);
    for (Method method : Method.values()) {
      clients.put(method, method == Method.NAT ? outside : client);
    }
    clients.forEach((method, it) -> assertServed(it, method));

    List<EchoConnection> connections =
        clients.entrySet().stream()
            .map(it -> new EchoConnection(it.getValue(), it.getKey().vip))
            .toList();
    Await.until(
        "the backup knows them",
        Duration.ofSeconds(15),
        Duration.ofMillis(200),
        () ->
            backup
                .guest()
                .ok("grep -c '1B5F ESTABLISHED' /proc/net/ip_vs_conn || true")
                .equals("4"),
        () -> backup.guest().run("cat /proc/net/ip_vs_conn").text());
    master.guest().powerCut();
    connections.forEach(it -> it.awaitEcho(Duration.ofSeconds(20)));
    assertThat(backup.holds(Lab.VIP)).isTrue();
    clients.forEach((method, it) -> assertServed(it, method));
    realserver("stop");
  }

  private static void assertServed(Namespace client, Method method) {
    Await.until(
        method + " is served by both",
        Duration.ofSeconds(10),
        () -> counts(client.run(get(method.vip, 4)).text().lines().toList()).size() == 2);
    assertAlternates(ask(client, method.vip, 10));
  }

  /** A client on another network, which NAT needs: answers must have to go through the director. */
  private static Namespace outside() {
    Namespace outside = lab.namespace("outside", 201);
    outside.ok("ip addr flush dev eth0; ip addr add 10.9.0.200/24 dev eth0");
    return outside;
  }

  /** Each method with a VIP of its own. */
  private enum Method {
    NAT("10.9.0.111", "Masq   "),
    DR(Lab.VIP, "Route  "),
    TUN("172.16.1.112", "Tunnel "),
    FULLNAT("172.16.1.113", "Masq   ");

    private final String vip;
    private final String word;

    Method(String vip, String word) {
      this.vip = vip;
      this.word = word;
    }

    private static String[] listings() {
      return Stream.of(values())
          .map(
              it ->
                  """
                  TCP  %1$s:80 rr
                    -> 172.16.1.135:80              %2$s 1      0          0\s\s\s\s\s\s\s\s\s
                    -> 172.16.1.136:80              %2$s 1      0          0\s\s\s\s\s\s\s\s\s
                  """
                      .formatted(it.vip, it.word))
          .toArray(String[]::new);
    }

    private String services() {
      return Stream.of(80, 7007)
          .map(
              port ->
                  """
                    - name: %1$s-%3$d
                      address: %2$s:%3$d
                      scheduler: rr
                      forward: %1$s
                      servers:
                        - {address: 172.16.1.135:%3$d}
                        - {address: 172.16.1.136:%3$d}
                  """
                      .formatted(name().toLowerCase(Locale.ROOT), vip, port))
          .collect(Collectors.joining());
    }
  }

  private static String configuration(Guest guest) {
    return """
        node: %s
        cluster:
          name: lab
          bind: %s
          members: [172.16.1.134, 172.16.1.137]
          key-file: %s
          detect: 1s
        vip-groups:
          - name: web
            interface: vec0
            vips: [172.16.1.111, 172.16.1.112, 172.16.1.113, 10.9.0.111/24, %s]
            snat: [%s]
            priority: {d1: 150, d2: 100}
        services:
        %sapi:
          listen: 127.0.0.1:8480
        """
        .formatted(
            guest.name(),
            guest.address(),
            DirectorPair.key(lab),
            GATEWAY,
            SNAT,
            Stream.of(Method.values()).map(Method::services).collect(Collectors.joining()));
  }

  /** The service of the seed at the VIP, with what the listing says of the method. */
  private static void serve(String method, String word) {
    ipvsadm("-A -t 172.16.1.111:80 -s rr");
    ipvsadm("-a -t 172.16.1.111:80 -r 172.16.1.135:80 " + method);
    ipvsadm("-a -t 172.16.1.111:80 -r 172.16.1.136:80 " + method);
    assertThat(idle(ipvsadm("-Ln")))
        .isEqualTo(
            HEAD
                + """
                TCP  172.16.1.111:80 rr
                  -> 172.16.1.135:80              %1$s 1      0          0\s\s\s\s\s\s\s\s\s
                  -> 172.16.1.136:80              %1$s 1      0          0\s\s\s\s\s\s\s\s\s
                """
                    .formatted(word));
  }

  /** On the first server by the command, on the second by its twin. */
  private static void realserver(String arguments) {
    servers.get(0).ok(realserver("lvs-director realserver ", arguments));
    servers.get(1).ok(realserver("realserver ", arguments));
  }

  private static String realserver(String command, String arguments) {
    return "MODPROBE_OPTIONS='-d /tmp/.modules' "
        + Project.launcher().resolveSibling(command)
        + " "
        + arguments;
  }

  /** The listing without the connections that earlier clients left behind. */
  private static String idle(String listing) {
    return listing.replaceAll(
        "(?m)(-> \\S+ +\\S+ +\\d+ +)\\d+ +\\d+ *$", "$10          0         ");
  }

  private static String ipvsadm(String arguments) {
    Output output = d1.run(Project.launcher() + " ipvsadm " + arguments);
    assertThat(output).as(arguments).matches(Output::ok);
    return output.text();
  }

  private static List<String> ask(Machine machine, String address, int times) {
    return machine.ok(get(address, times)).lines().toList();
  }

  private static String get(String address, int times) {
    return "curl -sS -m 5 'http://" + address + "/?[1-" + times + "]'";
  }

  private static Map<String, Long> counts(List<String> answers) {
    return answers.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
  }

  private static void assertAlternates(List<String> answers) {
    for (int i = 2; i < answers.size(); i++) {
      assertThat(answers.get(i)).as("answer %d of %s", i, answers).isEqualTo(answers.get(i - 2));
    }
    assertThat(answers.subList(0, 2))
        .containsExactlyInAnyOrder("<h1>Backend RS1</h1>", "<h1>Backend RS2</h1>");
  }
}
