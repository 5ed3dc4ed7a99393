package org.lvsdirector.healthcheck.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.healthcheck.testing.Watches;

class ExecProberTest {
  private final Vertx vertx = Vertx.vertx();
  private final ExecProber prober = new ExecProber(vertx);
  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void tellsSuccessFromFailureByTheExitCode() throws Exception {
    ProbeResult good = probe(shell("echo all is well; echo more"));
    assertThat(good.ok()).as(good.text()).isTrue();
    assertThat(good.text())
        .matches("exec /bin/sh on 127\\.0\\.0\\.1:7: exit 0: all is well after \\d+ ms");
    ProbeResult bad = probe(shell("echo the disk is full >&2; exit 2"));
    assertThat(bad.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(bad.text()).contains(": exit 2: the disk is full after ");
    assertThat(probe(shell("kill -SEGV $$")).text()).contains(": exit 139");
    assertThat(probe(new ExecProbe(command("exit 1"), Optional.empty(), Set.of(0, 1), false)).ok())
        .isTrue();
  }

  @Test
  void takesAWeightFromTheExitCode() throws Exception {
    assertThat(weight("exit 2")).contains(new Weight.Exact(0));
    assertThat(weight("exit 102")).contains(new Weight.Exact(100));
    assertThat(weight("exit 0")).isEmpty();
    ExecProbe failing = new ExecProbe(command("exit 1"), Optional.empty(), Set.of(0), true);
    assertThat(probe(failing).outcome()).isEqualTo(Outcome.FAILED);
    ExecProbe killed = new ExecProbe(command("kill -9 $$"), Optional.empty(), Set.of(0), true);
    assertThat(probe(killed).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void noShellLooksAtTheArguments() throws Exception {
    Path program = program("printf '%s|' \"$@\" \"$LVS_ADDRESS:$LVS_PORT\" \"$PWD\" \"$HOME\"");
    List<String> command =
        List.of(program.toString(), "$(id)", "a  b;c", "*", "-H{address}", "{port}", "");
    ProbeResult result = probe(new ExecProbe(command, Optional.empty(), Set.of(0), false));
    assertThat(result.text())
        .contains(": exit 0: $(id)|a  b;c|*|-H127.0.0.1|7||127.0.0.1:7|/|| after ");
  }

  @Test
  void killsWhatDoesNotEndWithAllThatItStarted() throws Exception {
    Path pids = folder.resolve("pids");
    // Itself and two children ignore SIGTERM, and one is in a session of its own.
    Path program =
        program(
            """
            trap '' TERM
            echo $$ >> %1$s
            sh -c 'trap "" TERM; echo $$ >> %1$s; sleep 300' &
            setsid sh -c 'trap "" TERM; echo $$ >> %1$s; sleep 300' &
            sleep 300
            """
                .formatted(pids));
    ProbeResult result = Await.get(prober.probe(Watches.of(7, exec(program), 1000)));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains(": does not end and is killed after ");
    assertThat(result.took()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
    awaitEnd(pids, 3);
  }

  @Test
  void leavesNothingBehindOfAProgramThatForksAndEnds() throws Exception {
    Path pids = folder.resolve("pids");
    Path program =
        program(
            """
            sh -c 'trap "" TERM HUP; echo $$ >> %s; sleep 300' &
            while [ ! -s %1$s ]; do sleep 0.01; done
            echo done
            """
                .formatted(pids));
    ProbeResult result = probe(exec(program));
    assertThat(result.text()).contains(": exit 0: done after ");
    awaitEnd(pids, 1);
  }

  @Test
  void readsNoMoreThanItNeedsOfEndlessOutput() throws Exception {
    ProbeResult result =
        Await.get(prober.probe(Watches.of(7, shell("while :; do echo again; done"), 1000)));
    assertThat(result.text()).contains("does not end and is killed");
    ProbeResult much = probe(shell("head -c 3000000 /dev/zero | tr '\\0' x; exit 3"));
    assertThat(much.text()).contains(": exit 3: " + "x".repeat(100) + "… after");
  }

  @Test
  void theCheckersOwnLackIsNobodysFailure() throws Exception {
    ProbeResult missing = probe(exec(folder.resolve("none")));
    assertThat(missing.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(missing.text()).contains("there is no such program");
    ProbeResult nobody =
        probe(new ExecProbe(command("exit 0"), Optional.of("no-such-user"), Set.of(0), false));
    assertThat(nobody.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(nobody.text()).contains("cannot be run: id: ");
  }

  @Test
  void moreThanCanRunAtOnceWaitAndAreNotFailures() throws Exception {
    List<Future<ProbeResult>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(prober.probe(Watches.of(7, shell("sleep 300"), 1500)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<ProbeResult> each : all) {
      outcomes.add(Await.get(each).outcome());
    }
    assertThat(outcomes).containsOnly(Outcome.FAILED, Outcome.UNABLE);
    assertThat(outcomes.stream().filter(Outcome.UNABLE::equals).count()).isBetween(4L, 19L);
  }

  /** Needs root, as the tests with network namespaces do. */
  @Test
  void runsAsSomebodyElse() throws Exception {
    ExecProbe probe =
        new ExecProbe(command("id -un; id -G >&2"), Optional.of("nobody"), Set.of(0), false);
    assertThat(probe(probe).text()).contains(": exit 0: nobody after ");
    ExecProbe groups =
        new ExecProbe(command("id -Gn; exit 1"), Optional.of("nobody"), Set.of(0), false);
    assertThat(probe(groups).text()).contains(": exit 1: nogroup after ");
  }

  private Optional<Weight> weight(String script) throws Exception {
    ProbeResult result = probe(new ExecProbe(command(script), Optional.empty(), Set.of(0), true));
    assertThat(result.ok()).as(result.text()).isTrue();
    return result.findings().weight();
  }

  private static void awaitEnd(Path pids, int count) throws Exception {
    List<String> all = Files.readAllLines(pids);
    assertThat(all).hasSize(count);
    for (String pid : all) {
      Await.until(
          "process " + pid + " has ended",
          () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  private Path program(String script) throws Exception {
    Path program = Files.writeString(folder.resolve("check"), "#!/bin/sh\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private ProbeResult probe(ExecProbe probe) throws Exception {
    return Await.get(prober.probe(Watches.of(7, probe, 15_000)));
  }

  private static ExecProbe exec(Path program) {
    return new ExecProbe(List.of(program.toString()), Optional.empty(), Set.of(0), false);
  }

  private static ExecProbe shell(String script) {
    return new ExecProbe(command(script), Optional.empty(), Set.of(0), false);
  }

  private static List<String> command(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
