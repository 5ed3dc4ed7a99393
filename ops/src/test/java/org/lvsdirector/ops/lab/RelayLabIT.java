package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.bench.MadeEntries;

@Tag("lab")
class RelayLabIT {
  private static final Duration JOIN = Duration.ofSeconds(40);
  private static final int MANY = 5_000;

  /** Of which the master's process hears nothing, as if it had not run. */
  private static final int UNHEARD = 200;

  @Test
  void aBackupThatWasRebootedHasWhatWentBefore() throws Exception {
    try (Scene scene = Scene.directRouting(setup -> setup.withPorts(List.of(80, 7007)))) {
      DirectorProcess master = scene.pair.master();
      DirectorProcess backup = scene.pair.backup();
      scene.lab.ok(
          "setsid tcpdump -i br0 -n -l -Z root udp portrange 8848-8849 >sync.txt 2>sync.log"
              + " </dev/null &");
      backup.guest().ok("date -s @$(($(date +%s) + 3600))");
      EchoConnection idle = new EchoConnection(scene.client, Lab.VIP);
      make(scene, master, "both", 0, MANY);
      awaitCovered(master, backup, MANY);
      make(scene, master, "table", MANY, UNHEARD);
      awaitCovered(master, backup, MANY + UNHEARD);
      Await.until(
          "the master has counted what it did not hear",
          JOIN,
          () -> master.status().at("/sync/known/found").asInt() >= UNHEARD);

      backup.guest().powerCut();
      backup.guest().boot().awaitUp();
      backup.guest().ok("date -s @$(($(date +%s) - 3600))");
      backup.start();
      scene.pair.awaitWhole();
      awaitCovered(master, backup, MANY + UNHEARD);
      assertThat(missing(scene, master, backup)).as("entry by entry").isEmpty();

      master.guest().powerCut();
      idle.awaitEcho(Duration.ofSeconds(10));
      assertThat(backup.holds(Lab.VIP)).isTrue();
      assertThat(scene.lab.ok("grep -c 'listening on' sync.log")).startsWith("1");
      assertThat(scene.lab.ok("cat sync.txt")).as("sync outside the cluster's channel").isEmpty();
    }
  }

  private static void awaitCovered(DirectorProcess master, DirectorProcess backup, int least) {
    Await.until(
        "the backup has all connections",
        JOIN,
        Duration.ofMillis(300),
        () -> {
          JsonNode with = backup.status().at("/sync/peers/0");
          return with.path("coverage").asDouble() >= 0.999 && with.path("total").asInt() >= least;
        },
        () -> backup.status().at("/sync") + "\n" + master.status().at("/sync") + backup.log());
  }

  /** The lines of the master's table that the backup's lacks, without their times. */
  private static String missing(Scene scene, DirectorProcess master, DirectorProcess backup) {
    String list = "awk '$8 == \"ESTABLISHED\" {print $1,$2,$3,$4,$5,$6,$7}' /proc/net/ip_vs_conn";
    for (DirectorProcess director : List.of(master, backup)) {
      director.guest().ok(list + " | sort >$LAB_HOME/table");
    }
    return scene.lab.ok(
        "comm -23 %s/table %s/table | head"
            .formatted(master.guest().name(), backup.guest().name()));
  }

  private static void make(
      Scene scene, DirectorProcess director, String how, int first, int count) {
    List<String> servers = List.of(scene.rs1.address());
    String command = MadeEntries.command(how, first, count, servers, 20_000);
    assertThat(director.guest().ok(command)).contains("seconds");
  }
}
