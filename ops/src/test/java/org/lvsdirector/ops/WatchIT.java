package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status on the whole screen of a terminal, which util-linux' script makes. */
class WatchIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String TAKEN = "\u001b[?1049h";
  private static final String GIVEN_BACK = "\u001b[?1049l";

  @TempDir Path folder;

  @Test
  void isDrawnAnewAndLeavesTheTerminalAsItWas() throws Exception {
    SingleNode node = new SingleNode(folder);
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(DEADLINE, node::isReady, run::output);
      try (Session session = new Session(node)) {
        session.await(TAKEN, "node d1", "127.0.0.1:9");
        assertThat(session.text()).doesNotContain("drain");
        drain(node);
        session.await("drain");
        session.type("\u0003");
        assertThat(session.end()).contains(GIVEN_BACK, "status 130");
        assertThat(session.settings()).hasSize(2);
        assertThat(session.settings().get(0)).isEqualTo(session.settings().get(1));
      }
      try (Session session = new Session(node)) {
        session.await(TAKEN);
        session.type("q");
        assertThat(session.end()).contains(GIVEN_BACK, "status 0");
      }
      try (Session session = new Session(node)) {
        session.await(TAKEN);
        run.process.destroyForcibly();
        session.await("NO ANSWER SINCE");
      }
    }
  }

  @Test
  void withoutATerminalItIsRefused() throws Exception {
    SingleNode node = new SingleNode(folder);
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(DEADLINE, node::isReady, run::output);
      try (Command watch = Command.start(folder, "status", "--watch", "--config", node.file)) {
        assertThat(watch.await()).isEqualTo(2);
        assertThat(watch.output()).contains("needs a terminal").doesNotContain("\u001b");
      }
    }
  }

  private void drain(SingleNode node) throws Exception {
    try (Command drain = Command.start(folder, "drain", "web/127.0.0.1:9", "--config", node.file)) {
      assertThat(drain.await()).as(drain.output()).isZero();
    }
  }

  /** A shell on a terminal that tells its settings, watches, and tells them again. */
  private final class Session implements AutoCloseable {
    private final Path output = Files.createTempFile(folder, "terminal", ".txt");
    private final Process script;

    Session(SingleNode node) throws IOException {
      String commands =
          ("stty rows 30 columns 200; echo settings $(stty -g); trap : INT;"
                  + " '%s' status --watch --config '%s'; echo status $?; echo settings $(stty -g)")
              .formatted(Command.LAUNCHER, node.file);
      script =
          new ProcessBuilder("script", "-q", "-E", "never", "-c", commands, "/dev/null")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    }

    String text() {
      try {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    void await(String... words) {
      Until.holds(DEADLINE, () -> List.of(words).stream().allMatch(text()::contains), this::text);
    }

    void type(String keys) throws IOException {
      OutputStream in = script.getOutputStream();
      in.write(keys.getBytes(StandardCharsets.UTF_8));
      in.flush();
    }

    String end() throws InterruptedException {
      assertThat(script.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as(text()).isTrue();
      return text();
    }

    List<String> settings() {
      return text().lines().filter(line -> line.contains("settings ")).map(String::strip).toList();
    }

    @Override
    public void close() {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
  }
}
