package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.lab.Patient.Fault;

/**
 * Plants faults one by one and asks the doctor, which must find each and nothing else. On the
 * director: a server without the VIP, one that answers ARP for it, a closed port, a foreign machine
 * with the VIP, a foreign rule, a VIP set by hand, tokens and key open to others, a member that
 * does not listen, no forwarding, redirects, a server that answers past the director, a strict
 * tunnel, no conntrack, too small a table, a missing scheduler. On real servers: the VIP nowhere,
 * on the segment, with a wide prefix; both ARP settings; a wrong gateway; a tunnel that is down or
 * strict.
 */
@Tag("lab")
class DoctorLabIT {
  private static final String ADD_VIP = "ip addr add 172.16.1.111/32 dev ";
  private static final String DEL_VIP = "ip addr del 172.16.1.111/32 dev ";

  private static Lab lab;
  private static Guest director;
  private static Guest tunnelled;
  private static RealServer rs1;
  private static RealServer rs2;
  private static Namespace member;
  private static Namespace stranger;

  @BeforeAll
  static void furnish() {
    lab = Lab.open();
    director = lab.guest("d1", 134).boot();
    tunnelled = lab.guest("rs3", 138).boot();
    rs1 = lab.realServer("rs1", 135).directRouting(Lab.VIP);
    rs2 = lab.realServer("rs2", 136).directRouting(Lab.VIP);
    member = lab.namespace("d2", 137);
    stranger = lab.namespace("stranger", 150);
    director.awaitUp();
    tunnelled.awaitUp();
    listen(member, 7800);
    listen(tunnelled, 80);
    tunnelled.ok(
        """
        ip link set tunl0 up
        ip addr add 172.16.1.111/32 dev tunl0
        cd /proc/sys/net/ipv4/conf
        echo 0 >tunl0/rp_filter
        for link in all vec0 vec1; do echo 1 >$link/arp_ignore; echo 2 >$link/arp_announce; done
        """);
    director.ok("umask 077; touch $LAB_HOME/key.p12 $LAB_HOME/tokens.yaml");
    director.ok("sysctl -qw net.ipv4.vs.expire_nodest_conn=1");
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void directorOfDirectRouting() throws IOException {
    Patient patient = director("dr", "rr", 135, 136);
    String home = "$LAB_HOME/";
    String off = "cd /proc/sys/net/ipv4/conf; echo 0 | tee {all,lo,eth0}/arp_ignore";
    String on = "cd /proc/sys/net/ipv4/conf; echo 1 | tee {all,lo,eth0}/arp_ignore";
    examine(
        patient,
        List.of(
            new Fault(
                rs2.machine(),
                DEL_VIP + "lo",
                ADD_VIP + "lo",
                "136:80 | answers on its own address but not for the VIP 172.16.1.111: VIP not on",
                "on 172.16.1.136: lvs-director realserver start --mode dr --vip 172.16.1.111"),
            new Fault(rs2.machine(), off, on, "real server 172.16.1.136 answers ARP", "arp_ignore"),
            new Fault(
                stranger, ADD_VIP + "eth0", DEL_VIP + "eth0", "02:00:00:00:00:96", "find the"),
            new Fault(
                director,
                "ipvsadm -A -t 172.16.1.111:443",
                "ipvsadm -C",
                "not in the configuration",
                "ipvsadm -D -t 172.16.1.111:443"),
            new Fault(
                director,
                ADD_VIP + "vec0",
                DEL_VIP + "vec0",
                "set by hand",
                "ip address del 172.16.1.111/32 dev vec0"),
            new Fault(
                director,
                "chmod 644 " + home + "tokens.yaml",
                "chmod 600 " + home + "tokens.yaml",
                "api.tokens-file",
                "chmod 600"),
            new Fault(
                director,
                "chmod 640 " + home + "key.p12",
                "chmod 600 " + home + "key.p12",
                "cluster.key-file",
                "chmod 600"),
            new Fault(
                member, "kill $(cat d2/listener)", "", "refuses connections", "lvs-director run")));
    listen(member, 7800);
    rs1.kill();
    assertThat(patient.complaints())
        .singleElement()
        .asString()
        .contains("172.16.1.135:80 | refuses connections: nothing listens", "start the service");
    rs1.start();
  }

  @Test
  void directorOfTranslation() throws IOException {
    Namespace server = rs1.machine();
    server.ok(DEL_VIP + "lo; ip route replace default via 172.16.1.111");
    director.ok(ADD_VIP + "vec0 valid_lft 3000 preferred_lft 3000");
    examine(
        director("nat", "rr", 135),
        List.of(
            sysctl(director, "net.ipv4.vs.expire_nodest_conn", "0", "1"),
            sysctl(director, "net.ipv4.ip_forward", "0", "1"),
            sysctl(director, "net.ipv4.conf.vec0.send_redirects", "1", "0"),
            new Fault(
                server,
                "ip route replace default via 172.16.1.137",
                "ip route replace default via 172.16.1.111",
                "does not send its answers to distant clients through this director",
                "ip route replace default via")));
    director.ok(DEL_VIP + "vec0");
    server.ok(ADD_VIP + "lo; ip route del default");
  }

  @Test
  void directorOfTunnels() throws IOException {
    examine(
        director("tun", "rr", 138),
        List.of(
            new Fault(
                tunnelled,
                "sysctl -qw net.ipv4.conf.tunl0.rp_filter=1",
                "sysctl -qw net.ipv4.conf.tunl0.rp_filter=0",
                "answers on its own address but not for the VIP 172.16.1.111: VIP not on tunl0",
                "realserver start --mode tun")));
  }

  @Test
  void directorOfFullTranslation() throws IOException {
    String table = "/proc/sys/net/netfilter/nf_conntrack_max";
    director.ok(
        "sysctl -qw net.ipv4.vs.conntrack=1 net.netfilter.nf_conntrack_tcp_be_liberal=1; echo 262144 >"
            + table);
    examine(
        director("fullnat", "rr", 135),
        List.of(
            sysctl(director, "net.ipv4.vs.conntrack", "0", "1"),
            new Fault(
                director,
                "echo 1024 >" + table,
                "echo 262144 >" + table,
                "nf_conntrack_max | is 1024, fewer than",
                "sysctl -w net.netfilter.nf_conntrack_max=258048"),
            new Fault(
                director,
                "sed -i 's/scheduler: rr/scheduler: twos/' $LAB_HOME/doctor.yaml",
                "sed -i 's/scheduler: twos/scheduler: rr/' $LAB_HOME/doctor.yaml",
                "module ip_vs_twos | neither loaded nor installed",
                "modprobe ip_vs_twos")));
  }

  @Test
  void realServerOfDirectRouting() {
    Namespace server = rs2.machine();
    examine(
        new Patient(server, "--real-server --mode dr --vip 172.16.1.111"),
        List.of(
            new Fault(
                server,
                DEL_VIP + "lo",
                ADD_VIP + "lo",
                "VIP not on lo",
                "lvs-director realserver start --mode dr --vip 172.16.1.111"),
            new Fault(
                server,
                DEL_VIP + "lo; " + ADD_VIP + "eth0",
                DEL_VIP + "eth0; " + ADD_VIP + "lo",
                "172.16.1.111/32 on eth0, where this machine answers ARP",
                "ip address del 172.16.1.111/32 dev eth0"),
            new Fault(
                server,
                DEL_VIP + "lo; ip addr add 172.16.1.111/24 dev lo",
                "ip addr del 172.16.1.111/24 dev lo; " + ADD_VIP + "lo",
                "takes all addresses of that network",
                "ip address add 172.16.1.111/32 dev lo"),
            new Fault(
                server,
                "cd /proc/sys/net/ipv4/conf; echo 0 | tee {all,eth0}/arp_ignore",
                "cd /proc/sys/net/ipv4/conf; echo 1 | tee {all,eth0}/arp_ignore",
                "arp_ignore | is 0, must be 1 or 2",
                "sysctl -w net.ipv4.conf.eth0.arp_ignore=1"),
            new Fault(
                server,
                "cd /proc/sys/net/ipv4/conf; echo 0 | tee {all,eth0}/arp_announce",
                "cd /proc/sys/net/ipv4/conf; echo 2 | tee {all,eth0}/arp_announce",
                "arp_announce | is 0, must be 2",
                "sysctl -w net.ipv4.conf.eth0.arp_announce=2")));
  }

  @Test
  void realServerOfTranslation() {
    stranger.ok("ip route replace default via 172.16.1.1");
    examine(
        new Patient(stranger, "--real-server --mode nat --vip 172.16.1.111 --gateway 172.16.1.1"),
        List.of(
            new Fault(
                stranger,
                "ip route replace default via 172.16.1.254",
                "ip route replace default via 172.16.1.1",
                "via 172.16.1.254, no director",
                "ip route replace default via 172.16.1.1")));
  }

  @Test
  void realServerOfTunnels() {
    examine(
        new Patient(tunnelled, "--real-server --mode tun --vip 172.16.1.111"),
        List.of(
            new Fault(
                tunnelled,
                "ip link set tunl0 down",
                "ip link set tunl0 up",
                "interface tunl0 | is down",
                "ip link set tunl0 up"),
            new Fault(
                tunnelled,
                "sysctl -qw net.ipv4.conf.tunl0.rp_filter=1",
                "sysctl -qw net.ipv4.conf.tunl0.rp_filter=0",
                "rp_filter | is 1, must be 2 or 0",
                "sysctl -w net.ipv4.conf.tunl0.rp_filter=2")));
  }

  private static void examine(Patient patient, List<Fault> faults) {
    assertThat(patient.complaints()).as("before any fault").isEmpty();
    for (Fault fault : faults) {
      fault.where().ok(fault.plant());
      assertThat(patient.complaints())
          .as(fault.plant())
          .singleElement()
          .asString()
          .contains(fault.seen(), fault.cure());
      fault.where().ok(fault.undo());
    }
  }

  private static Fault sysctl(Machine where, String name, String wrong, String right) {
    return new Fault(
        where,
        "sysctl -qw " + name + "=" + wrong,
        "sysctl -qw " + name + "=" + right,
        name + " | is " + wrong,
        "sysctl -w " + name + "=" + right);
  }

  private static void listen(Machine machine, int port) {
    String command = "socat TCP-LISTEN:" + port + ",fork,reuseaddr SYSTEM:true";
    long pid = machine.spawn(command, "/dev/null");
    machine.ok(
        "echo " + pid + " >$(ls -d " + machine.name() + " 2>/dev/null || echo /tmp)/listener");
    Await.until(
        machine.name() + " listens",
        Duration.ofSeconds(10),
        () -> machine.run("ss -ltnH sport = :" + port + " | grep -q .").ok());
  }

  private static Patient director(String forward, String scheduler, int... servers)
      throws IOException {
    StringBuilder list = new StringBuilder();
    for (int host : servers) {
      list.append("      - {address: 172.16.1.%d:80}\n".formatted(host));
    }
    Files.writeString(
        director.home().resolve("doctor.yaml"),
        """
        node: d1
        cluster:
          members: [172.16.1.134, 172.16.1.137]
          key-file: key.p12
        sync: off
        vip-groups:
          - {name: web, interface: vec0, vips: [172.16.1.111], snat: [172.16.1.112]}
        services:
          - name: web
            address: 172.16.1.111:80
            scheduler: %s
            forward: %s
            servers:
        %sapi: {tokens-file: tokens.yaml}
        """
            .formatted(scheduler, forward, list));
    return new Patient(director, "--config " + director.home().resolve("doctor.yaml"));
  }
}
