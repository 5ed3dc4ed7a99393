package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Two directors of this product on two guests, {@code d1} at .134 and {@code d2} at .137. */
public final class DirectorPair {

  /**
   * What varies between the configurations of a pair.
   *
   * @param vips virtual addresses with their prefix; services are at the first
   * @param snat source addresses for FullNAT
   * @param services on the first of the VIPs
   * @param servers the real servers' addresses
   * @param check the check of every server, a YAML flow mapping
   * @param detect silence after which a member counts as dead, as the configuration spells it
   * @param lease lifetime of a VIP in the kernel, as the configuration spells it
   * @param more further lines at the top of the configuration
   */
  public record Setup(
      List<String> vips,
      List<String> snat,
      List<Service> services,
      List<String> servers,
      String check,
      String detect,
      String lease,
      String more) {

    /** HTTP on the VIP by direct routing, a TCP check each second, and the product's defaults. */
    public static Setup directRouting(List<String> servers) {
      return new Setup(
          List.of(Lab.VIP + "/32"),
          List.of(),
          List.of(new Service(80, "dr")),
          servers,
          "{type: tcp, interval: 1s, timeout: 500ms, rise: 2, fall: 2}",
          "300ms",
          "5s",
          "");
    }

    /** The same by NAT; {@code gateway} is a second VIP, the real servers' way back. */
    public static Setup nat(List<String> servers, String gateway) {
      return directRouting(servers)
          .withServices(List.of(new Service(80, "nat")))
          .withVips(List.of(Lab.VIP + "/32", gateway + "/32"));
    }

    /** The same by FullNAT; the servers see clients at the addresses of {@code snat}. */
    public static Setup fullnat(List<String> servers, List<String> snat) {
      return directRouting(servers)
          .withServices(List.of(new Service(80, "fullnat")))
          .withSnat(snat);
    }

    /** Another detection time. */
    public Setup withDetect(String value) {
      return new Setup(vips, snat, services, servers, check, value, lease, more);
    }

    /** Other ports, forwarded like the first. */
    public Setup withPorts(List<Integer> values) {
      String forward = services.get(0).forward();
      return withServices(values.stream().map(port -> new Service(port, forward)).toList());
    }

    /** Other services. */
    public Setup withServices(List<Service> values) {
      return new Setup(vips, snat, values, servers, check, detect, lease, more);
    }

    /** Other virtual addresses. */
    public Setup withVips(List<String> values) {
      return new Setup(values, snat, services, servers, check, detect, lease, more);
    }

    /** Other source addresses for FullNAT. */
    public Setup withSnat(List<String> values) {
      return new Setup(vips, values, services, servers, check, detect, lease, more);
    }

    /** Another check. */
    public Setup withCheck(String value) {
      return new Setup(vips, snat, services, servers, value, detect, lease, more);
    }

    /** Another lease. */
    public Setup withLease(String value) {
      return new Setup(vips, snat, services, servers, check, detect, value, more);
    }

    /** Further lines at the top of the configuration, such as {@code sync: off}. */
    public Setup withMore(String lines) {
      return new Setup(vips, snat, services, servers, check, detect, lease, lines);
    }
  }

  /**
   * A service on the VIP, and its servers' port.
   *
   * @param forward forwarding method, as the configuration spells it
   */
  public record Service(int port, String forward) {}

  private final List<DirectorProcess> directors;

  private DirectorPair(List<DirectorProcess> directors) {
    this.directors = directors;
  }

  /** Boots both machines, starts the product on both and waits until one of them is master. */
  public static DirectorPair start(Lab lab, Setup setup) {
    List<Guest> guests = List.of(lab.guest("d1", 134), lab.guest("d2", 137));
    guests.forEach(Guest::boot);
    guests.forEach(Guest::awaitUp);
    DirectorPair pair =
        new DirectorPair(
            guests.stream()
                .map(guest -> new DirectorProcess(guest, configuration(lab, guest, setup)))
                .toList());
    pair.directors.forEach(DirectorProcess::start);
    pair.awaitWhole();
    return pair;
  }

  /** Both directors, d1 first. */
  public List<DirectorProcess> directors() {
    return directors;
  }

  /** The one whose machine holds the VIP; with two such, the first. */
  public DirectorProcess master() {
    return find(d -> d.holds(Lab.VIP)).orElseThrow(() -> new LabException("nobody is master"));
  }

  /** The other one. */
  public DirectorProcess backup() {
    DirectorProcess master = master();
    return find(d -> d != master).orElseThrow();
  }

  private Optional<DirectorProcess> find(Predicate<DirectorProcess> test) {
    return directors.stream().filter(test).findFirst();
  }

  /** Waits until exactly one holds the VIP and each sees both members. */
  public void awaitWhole() {
    Await.until(
        "the pair is whole",
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        () ->
            directors.stream().filter(d -> d.holds(Lab.VIP)).count() == 1
                && directors.stream().allMatch(d -> d.sees(2)),
        () -> directors.stream().map(DirectorProcess::log).collect(Collectors.joining("\n----\n")));
  }

  /** The configuration of one node. */
  public static String configuration(Lab lab, Guest guest, Setup setup) {
    return """
        node: %s
        %s
        cluster:
          name: lab
          bind: %s
          port: 7800
          members: [172.16.1.134, 172.16.1.137]
          key-file: %s
          detect: %s
          quorum: none
        dataplane: ipvs
        vip-groups:
          - name: web
            interface: vec0
            vips: [%s]
            snat: [%s]
            priority: %d
            lease: %s
        services:
        %sapi:
          listen: 127.0.0.1:8480
        """
        .formatted(
            guest.name(),
            setup.more(),
            guest.address(),
            key(lab),
            setup.detect(),
            String.join(", ", setup.vips()),
            String.join(", ", setup.snat()),
            guest.name().equals("d1") ? 150 : 100,
            setup.lease(),
            setup.services().stream().map(it -> service(setup, it)).collect(Collectors.joining()));
  }

  private static String service(Setup setup, Service service) {
    return """
          - name: port-%1$d
            address: %2$s:%1$d
            scheduler: rr
            forward: %3$s
            check: %4$s
            servers:
        %5$s"""
        .formatted(
            service.port(),
            Lab.VIP,
            service.forward(),
            setup.check(),
            setup.servers().stream()
                .map(server -> "      - {address: %s:%d}\n".formatted(server, service.port()))
                .collect(Collectors.joining()));
  }

  /** The lab's cluster key, made by the product at the first call. */
  public static Path key(Lab lab) {
    Path file = lab.folder().resolve("cluster.p12");
    if (!Files.exists(file)) {
      try {
        Process process =
            new ProcessBuilder(
                    Project.launcher().toString(), "cluster-key", "--out", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(lab.folder().resolve("cluster-key.log").toFile())
                .start();
        if (process.waitFor() != 0) {
          throw new LabException(
              "lvs-director cluster-key failed: "
                  + Files.readString(lab.folder().resolve("cluster-key.log")));
        }
      } catch (IOException e) {
        throw new LabException("cannot make the cluster's key", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LabException("interrupted", e);
      }
    }
    return file;
  }
}
