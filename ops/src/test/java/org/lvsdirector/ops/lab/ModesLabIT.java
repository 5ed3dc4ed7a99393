package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the file to a kernel: services of every mode, with one among them that it has to refuse. */
@Tag("lab")
class ModesLabIT {
  private static final String GATEWAY = "10.99.0.1";

  private static final String CONFIGURATION =
      """
      node: d1
      timeouts: {tcp: 10m, udp: 10s}
      defaults: {check: none}
      vip-groups:
        - name: web
          interface: vec0
          vips: [172.16.1.111/32, {address: 10.99.0.1/24, interface: inside}]
      services:
        - name: refused
          address: 172.16.1.111:81
          scheduler: twos
          servers: [{address: 10.99.0.5}]
        - name: dns
          address: 172.16.1.111:53
          protocol: udp
          scheduler: sh
          flags: [sh-port]
          one-packet: true
          forward: nat
          servers: [{address: 10.99.0.5:5353, upper-threshold: 9, lower-threshold: 4}]
        - name: telephony
          address: '[2001:db8::1]:2905'
          protocol: sctp
          scheduler: mh
          servers: [{address: '2001:db8::5', weight: 3}]
        - name: everything
          address: 172.16.1.111:0
          persistence: 5m
          persistence-netmask: 24
          servers: [{address: 10.99.0.5}]
        - name: marked
          fwmark: 7
          family: inet6
          forward: tun
          tunnel: {type: gue, port: 6080, checksum: remcsum}
          servers: [{address: '2001:db8::5'}, {address: 10.99.0.6, tunnel: {type: gre}}]
      """;

  private static final String[] RULES = {
    "-A -u 172.16.1.111:53 -s sh -o -b sh-port",
    "-a -u 172.16.1.111:53 -r 10.99.0.5:5353 -m -w 1",
    "-A --sctp-service [2001:db8::1]:2905 -s mh",
    "-a --sctp-service [2001:db8::1]:2905 -r [2001:db8::5]:2905 -g -w 3",
    "-A -t 172.16.1.111:0 -s wlc -p 300 -M 255.255.255.0",
    "-a -t 172.16.1.111:0 -r 10.99.0.5:0 -g -w 1",
    "-A -f 7 -6 -s wlc",
    "-a -f 7 -6 -r [2001:db8::5]:0 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum",
    "-a -f 7 -6 -r 10.99.0.6:0 -i -w 1 --tun-type gre --tun-nocsum"
  };

  @Test
  void everyServiceButTheImpossibleOneIsInTheKernelAndStaysThere() {
    try (Lab lab = Lab.open()) {
      Guest guest = lab.guest("d1", 134).boot().awaitUp();
      guest.ok("ip link add inside type dummy && ip link set inside up");
      DirectorProcess director = new DirectorProcess(guest, CONFIGURATION);
      director.start();
      Await.until(
          "the VIPs are held",
          Duration.ofMinutes(2),
          Duration.ofMillis(500),
          () -> director.holds(Lab.VIP) && inside(guest),
          director::log);
      assertThat(guest.ok("ipvsadm -Sn").lines())
          .contains(RULES)
          .noneMatch(it -> it.contains(":81"));
      assertThat(guest.ok("ipvsadm -Ln --thresholds").replaceAll(" +", " "))
          .contains("10.99.0.5:5353 9 4 0 0");
      Await.until(
          "the refused service says why",
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          () -> fault(director).contains("ENOENT") && fault(director).contains("ip_vs_twos"),
          director::log);
      assertThat(director.status().at("/services/1/fault").asText()).isEmpty();

      guest.ok("ipvsadm --set 900 0 300 && ipvsadm -D -f 7 -6");
      Await.until(
          "what someone else changed is put back",
          Duration.ofSeconds(10),
          () ->
              guest.ok("ipvsadm -Ln --timeout").contains("600 120 10")
                  && guest.ok("ipvsadm -Sn").contains(RULES[RULES.length - 1]));

      guest.ok("ip link set inside down");
      Await.until(
          "the whole group is let go",
          Duration.ofSeconds(10),
          () -> !director.holds(Lab.VIP) && !inside(guest));
      guest.ok("ip link set inside up");
      Await.until(
          "the whole group is back",
          Duration.ofSeconds(10),
          () -> director.holds(Lab.VIP) && inside(guest));
      director.stop();
    }
  }

  private static boolean inside(Guest guest) {
    return guest.run("ip -o addr show dev inside | grep -q ' " + GATEWAY + "/24 '").ok();
  }

  private static String fault(DirectorProcess director) {
    return director.status().at("/services/0/fault").asText();
  }
}
