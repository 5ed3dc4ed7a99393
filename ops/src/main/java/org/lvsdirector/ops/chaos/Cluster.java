package org.lvsdirector.ops.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.ArpWatch;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;
import org.lvsdirector.ops.lab.RealServer;

/**
 * The cluster in the lab. Servers rs1 and rs2 carry the long-lived connections too, rs3 is the one
 * that dies.
 */
final class Cluster {
  private static final Map<String, Integer> HOSTS =
      Map.of("d1", 134, "d2", 137, "d3", 139, "w", 140);

  private final Shape shape;
  private final Map<String, DirectorProcess> members = new LinkedHashMap<>();
  private final Map<String, RealServer> servers = new LinkedHashMap<>();
  private final Namespace client;
  private final Namespace observer;
  private final Lab lab;

  private Cluster(Lab lab, Shape shape) {
    this.lab = lab;
    this.shape = shape;
    for (int i = 1; i <= 3; i++) {
      RealServer server = lab.realServer("rs" + i, i == 3 ? 138 : 134 + i).directRouting(Lab.VIP);
      servers.put("rs" + i, server);
    }
    client = lab.namespace("client", 200);
    observer = lab.namespace("observer", 201);
    // What a machine says is dropped where it comes in, so that nobody hears it.
    lab.ok(
        """
        set -e
        nft add table bridge chaos
        nft 'add chain bridge chaos in { type filter hook prerouting priority 0; }'
        nft 'add chain bridge chaos through { type filter hook forward priority 0; }'
        """);
  }

  /** Boots the machines, starts the product on all and waits until one of them is master. */
  static Cluster start(Lab lab, Shape shape, String detect, String lease) {
    Cluster cluster = new Cluster(lab, shape);
    Map<String, Guest> guests = new LinkedHashMap<>();
    shape.members().forEach(name -> guests.put(name, lab.guest(name, HOSTS.get(name)).boot()));
    guests.forEach(
        (name, guest) -> {
          guest.awaitUp();
          String text = cluster.configuration(name, detect, lease);
          DirectorProcess process = new DirectorProcess(guest, text);
          cluster.members.put(name, process);
          process.start();
        });
    cluster.awaitWhole();
    return cluster;
  }

  private String configuration(String name, String detect, String lease) {
    String members =
        shape.members().stream()
            .map(it -> "172.16.1." + HOSTS.get(it))
            .collect(Collectors.joining(", "));
    return """
        node: %s
        cluster:
          name: chaos
          bind: 172.16.1.%d
          members: [%s]
          key-file: %s
          detect: %s
          quorum: %s
          role: %s
        dataplane: ipvs
        vip-groups:
          - {name: web, interface: vec0, vips: [%s/32], priority: %d, lease: %s}
        services:
        %s%s"""
        .formatted(
            name,
            HOSTS.get(name),
            members,
            DirectorPair.key(lab),
            detect,
            shape.majority() ? "majority" : "none",
            name.equals("w") ? "witness" : "director",
            Lab.VIP,
            300 - HOSTS.get(name),
            lease,
            service(80, List.of("rs1", "rs2", "rs3")),
            service(7007, List.of("rs1", "rs2")));
  }

  private String service(int port, List<String> names) {
    return """
          - name: port-%1$d
            address: %2$s:%1$d
            forward: dr
            check: {type: tcp, interval: 500ms, timeout: 500ms, rise: 2, fall: 2}
            servers: [%3$s]
        """
        .formatted(
            port,
            Lab.VIP,
            names.stream()
                .map(it -> "{address: \"" + servers.get(it).address() + ":" + port + "\"}")
                .collect(Collectors.joining(", ")));
  }

  /** Waits until exactly one holds the VIP and all see all. */
  void awaitWhole() {
    Await.until(
        "the cluster is whole",
        Duration.ofSeconds(60),
        Duration.ofMillis(300),
        () ->
            directors().stream().filter(it -> it.holds(Lab.VIP)).count() == 1
                && directors().stream().allMatch(it -> it.sees(shape.members().size())),
        this::logs);
  }

  private List<DirectorProcess> directors() {
    return shape.directorNames().stream().map(members::get).toList();
  }

  /** What the members said lately. */
  String logs() {
    return members.entrySet().stream()
        .map(it -> "---- " + it.getKey() + "\n" + it.getValue().log())
        .collect(Collectors.joining("\n"));
  }

  DirectorProcess member(String name) {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> new LabException("no machine " + name + " in this cluster"));
  }

  RealServer server(String name) {
    return Optional.ofNullable(servers.get(name))
        .orElseThrow(() -> new LabException("no server " + name + " in this cluster"));
  }

  /** All machines with a member. */
  List<String> names() {
    return shape.members();
  }

  Namespace client() {
    return client;
  }

  Lab lab() {
    return lab;
  }

  /** Asks the segment for the VIP 50 times a second, and records what is said about it. */
  ArpWatch observe() {
    ArpWatch watch = lab.watchArp(observer);
    observer.spawn("arping -q -W 0.02 -i eth0 " + Lab.VIP, "arping.log");
    return watch;
  }

  /** Whose link-layer address this is; itself, if nobody's. */
  String nameOf(String mac) {
    return members.entrySet().stream()
        .filter(it -> it.getValue().guest().mac().equals(mac))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(mac);
  }
}
