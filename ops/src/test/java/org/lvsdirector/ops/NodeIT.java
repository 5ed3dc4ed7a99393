package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIT {
  private static final Duration START = Duration.ofSeconds(20);

  @TempDir Path folder;
  private SingleNode node;

  @BeforeEach
  void configure() throws Exception {
    node = new SingleNode(folder);
  }

  @Test
  void runsIsAskedAndStopsOnSigterm() throws Exception {
    try (Command run = start()) {
      assertThat(ask("status", "--config", node.file)).contains("node d1").contains("127.0.0.1:9");
      assertThat(ask("status", "--json", "--config", node.file)).startsWith("{\"node\":\"d1\"");
      assertThat(ask("events", "--config", node.file)).contains("d1");
      assertThat(ask("drain", "web/127.0.0.1:9", "--config", node.file))
          .contains("web/127.0.0.1:9 gets no new connections");
      assertThat(ask("status", "--config", node.file)).contains("drain");
      assertThat(drain("--deadline", "20s", "--leftovers", "kill", "--then", "remove"))
          .contains("drained  0 left");
      assertThat(ask("drains", "--config", node.file)).contains("PHASE", "drained", "remove");
      assertThat(ask("drains", "--json", "--config", node.file)).contains("\"then\":\"remove\"");
      assertThat(ask("undrain", "web/127.0.0.1:9", "--config", node.file)).contains("health");
      assertThat(ask("weight", "web/127.0.0.1:9", "7", "--config", node.file)).contains("7");
      assertThat(ask("changes", "--config", node.file))
          .contains("web      127.0.0.1:9  weight 1, up  weight 7, up");
      assertThat(ask("plan", "--config", node.file)).contains("change");
      assertThat(ask("reload", "--config", node.file)).contains("in force");
      long began = System.nanoTime();
      run.signal("TERM");
      assertThat(run.await()).as(run.output()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
      assertThat(run.output()).contains("SIGTERM: handing over, then stopping");
    }
  }

  @Test
  void refusalsHaveTheirExitCodes() throws Exception {
    assertFails(2, "Unknown option", "status", "--jsn");
    assertFails(
        3,
        "no node answers at http://127.0.0.1:" + node.apiPort,
        "status",
        "--api",
        "http://127.0.0.1:" + node.apiPort);
    assertFails(2, "SERVICE/ADDRESS:PORT", "drain", "web", "--config", node.file);
    try (Command run = start()) {
      assertFails(1, "nothing", "failover", "nothing", "--config", node.file);
      String server = "web/127.0.0.1:9";
      assertFails(
          1, "needs a deadline", "drain", server, "--leftovers", "kill", "--config", node.file);
      assertFails(1, "LVS_DIRECTOR_TOKEN", "status", "--api", "http://127.0.0.1:" + node.apiPort);
      assertThat(run.process.isAlive()).isTrue();
    }
  }

  @Test
  void everyFaultIsPrintedAndNothingStarts() throws Exception {
    node.write("nonsense: 1\nmore-nonsense: 2");
    for (Object[] arguments :
        new Object[][] {{"run", "--config", node.file}, {"check-config", node.file}}) {
      try (Command refused = Command.start(folder, arguments)) {
        assertThat(refused.await()).isEqualTo(1);
        assertThat(refused.output())
            .contains("d1.yaml:14:1: nonsense: ")
            .contains("d1.yaml:15:1: more-nonsense: ");
      }
    }
  }

  @Test
  void faultyFileOnSighupChangesNothing() throws Exception {
    try (Command run = start()) {
      node.write("nonsense: 1");
      run.signal("HUP");
      await(run, "d1.yaml:14:1: nonsense: ");
      assertThat(run.output()).contains("the one in force stays");
      assertThat(node.isAlive()).isTrue();
      node.write("");
      run.signal("HUP");
      await(run, "reloaded");
    }
  }

  @Test
  void whatAnOperatorChangedOutlivesRestartAndKill() throws Exception {
    node.write("state-dir: state");
    String[] weights = {"7", "8"};
    for (String weight : weights) {
      try (Command run = start()) {
        ask("weight", "web/127.0.0.1:9", weight, "--config", node.file);
        run.signal(weight.equals("7") ? "TERM" : "KILL");
        run.await();
      }
      try (Command run = start()) {
        assertThat(ask("status", "--json", "--config", node.file))
            .as(run.output())
            .contains("\"configuredWeight\":" + weight);
      }
    }
  }

  @Test
  void takenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(node.apiPort, 1, InetAddress.getLoopbackAddress());
        Command run = Command.start(folder, "run", "--config", node.file)) {
      assertThat(run.await()).isEqualTo(1);
      assertThat(run.output()).contains("port " + taken.getLocalPort() + " is taken");
    }
  }

  private Command start() throws Exception {
    Command run = Command.start(folder, "run", "--config", node.file);
    await(run, "node d1 runs");
    return run;
  }

  private static void await(Command run, String text) {
    Until.holds(START, () -> run.output().contains(text), run::output);
  }

  private String ask(Object... arguments) throws Exception {
    try (Command command = Command.start(folder, arguments)) {
      assertThat(command.await()).as(command.output()).isZero();
      return command.output();
    }
  }

  private String drain(Object... how) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("drain", "web/127.0.0.1:9"));
    arguments.addAll(List.of(how));
    arguments.addAll(List.of("--config", node.file));
    return ask(arguments.toArray());
  }

  private void assertFails(int status, String message, Object... arguments) throws Exception {
    try (Command command = Command.start(folder, arguments)) {
      assertThat(command.await()).as(command.output()).isEqualTo(status);
      assertThat(command.output()).contains(message);
    }
  }
}
