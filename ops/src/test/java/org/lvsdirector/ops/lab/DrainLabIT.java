package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a server's connections at the deadline of its drain, on real kernels. */
@Tag("lab")
class DrainLabIT {
  private static final int ECHO = 7007;
  private static final int DATAGRAMS = 7053;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void leftoversAreResetOrMovedAtTheDeadlineAlsoByTheNextMaster() {
    try (Scene scene = Scene.directRouting(DrainLabIT::ports)) {
      DatagramTalk.serve(scene.rs1, DATAGRAMS);
      DatagramTalk.serve(scene.rs2, DATAGRAMS);
      DirectorProcess master = scene.pair.master();
      DirectorProcess backup = scene.pair.backup();
      // The servers' turns of the datagrams: only the first takes new flows.
      configure(scene, master, "", "", "weight: 1", "weight: 0");
      configure(scene, backup, "", "", "weight: 1", "weight: 0");
      await(scene, "the datagrams' service", () -> rules(backup).contains("UDP"), SOON);
      DatagramTalk talk = new DatagramTalk(scene.client, DATAGRAMS);
      SilentClients clients = new SilentClients(scene.client, ECHO, 6);
      assertThat(talk.answeredBy()).isEqualTo("rs1");
      await(scene, "the backup knows them", () -> entries(backup, ":" + ECHO) == 6, SOON);

      String kill = "state: drain, drain: {deadline: 5s, leftovers: kill, then: remove}";
      String move = "state: drain, drain: {deadline: 5s, leftovers: move}";
      final long began = System.nanoTime();
      configure(scene, master, kill, "", move, "weight: 1");
      configure(scene, backup, kill, "", move, "weight: 1");
      assertThat(clients.reset()).isZero();
      await(scene, "rs1 is empty", () -> entries(master, "135:" + ECHO) == 0, SOON);
      assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofSeconds(5).toNanos());
      Duration reset = Duration.ofSeconds(3);
      promised(scene, "its clients are reset", () -> clients.reset() == 3, reset);
      await(scene, "the datagrams moved", () -> talk.answeredBy().equals("rs2"), reset);
      await(scene, "and on the backup", () -> entries(backup, "135:" + ECHO) == 0, SOON);
      await(scene, "it leaves the pool", () -> !rules(master).contains("135:" + ECHO), SOON);
      assertThat(clients.connected()).as("those of rs2").isEqualTo(3);
      assertThat(entries(master, "136:" + ECHO)).isEqualTo(3);

      theNextMasterGoesOn(scene, master, backup, clients);
    }
  }

  /** Its clock is an hour ahead, and it heard of the drain later than the one that dies. */
  private static void theNextMasterGoesOn(
      Scene scene, DirectorProcess master, DirectorProcess backup, SilentClients clients) {
    backup.guest().ok("date -s @$(($(date +%s) + 3600))");
    String kill = "state: drain, drain: {deadline: 15s, leftovers: kill}";
    configure(scene, master, "", kill, "", "");
    final long began = System.nanoTime();
    await(scene, "the master drains", () -> master.log().contains("after 15s"), SOON);
    Await.elapsed(Duration.ofSeconds(3));
    configure(scene, backup, "", kill, "", "");
    await(scene, "the backup drains", () -> backup.log().contains("after 15s"), SOON);
    Await.elapsed(Duration.ofSeconds(2));
    master.guest().powerCut();
    await(scene, "the backup is master", () -> backup.holds(Lab.VIP), SOON);
    assertThat(clients.reset()).as("before the deadline").isEqualTo(3);
    await(scene, "all are reset", () -> clients.reset() == 6, Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(14), Duration.ofSeconds(30));
    assertThat(entries(backup, "136:" + ECHO)).isZero();
  }

  private static DirectorPair.Setup ports(DirectorPair.Setup setup) {
    return setup.withPorts(List.of(80, ECHO));
  }

  /** Has a node read its file with more keys for the two servers of echo and of datagrams. */
  private static void configure(
      Scene scene,
      DirectorProcess director,
      String echo1,
      String echo2,
      String datagrams1,
      String datagrams2) {
    DirectorPair.Setup setup =
        ports(
            DirectorPair.Setup.directRouting(List.of(scene.rs1.address(), scene.rs2.address()))
                .withDetect("1s"));
    String text = DirectorPair.configuration(scene.lab, director.guest(), setup);
    text = with(text, scene.rs1.address() + ":" + ECHO, echo1);
    text = with(text, scene.rs2.address() + ":" + ECHO, echo2);
    String datagrams =
        """
          - name: datagrams
            address: %s:%d
            protocol: udp
            scheduler: rr
            check: none
            servers: [{address: %s}, {address: %s}]
        """
            .formatted(Lab.VIP, DATAGRAMS, scene.rs1.address(), scene.rs2.address());
    datagrams = with(datagrams, scene.rs1.address(), datagrams1);
    datagrams = with(datagrams, scene.rs2.address(), datagrams2);
    director.configure(text.replace("api:\n", datagrams + "api:\n"));
    director.reload();
  }

  private static String with(String text, String server, String keys) {
    return keys.isEmpty()
        ? text
        : text.replace("{address: " + server + "}", "{address: " + server + ", " + keys + "}");
  }

  private static long entries(DirectorProcess director, String server) {
    return director
        .guest()
        .ok("ipvsadm -Lnc")
        .lines()
        .filter(line -> line.stripTrailing().endsWith(server))
        .count();
  }

  private static String rules(DirectorProcess director) {
    return director.guest().ok("ipvsadm -Ln");
  }

  private static void await(Scene scene, String what, BooleanSupplier condition, Duration limit) {
    Await.until(what, limit, PAUSE, condition, () -> state(scene));
  }

  private static void promised(
      Scene scene, String what, BooleanSupplier condition, Duration limit) {
    Await.promised(what, limit, PAUSE, condition, () -> state(scene));
  }

  private static String state(Scene scene) {
    return scene.lab.run("cat client/*.log | tail -20").text()
        + scene.pair.directors().stream()
            .filter(director -> director.guest().isOn())
            .map(director -> director.guest().run("ipvsadm -Lnc").text() + director.log())
            .toList();
  }
}
