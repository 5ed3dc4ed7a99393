package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogIT {
  private static final Duration START = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void fullDiskCostsLinesNotTheNode() throws Exception {
    SingleNode node = new SingleNode(folder);
    Process run =
        Command.spawn(Command.LAUNCHER, new File("/dev/full"), "run", "--config", node.file);
    try {
      Until.holds(START, node::isAlive, () -> "no node");
      reload(run, 20);
      assertThat(node.isAlive()).isTrue();
      run.destroy();
      assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isZero();
    } finally {
      run.destroyForcibly();
    }
  }

  @Test
  void readerThatStoppedReadingDoesNotBlockTheNode() throws Exception {
    SingleNode node = new SingleNode(folder);
    Process run =
        new ProcessBuilder(Command.LAUNCHER.toString(), "run", "--config", node.file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      Until.holds(START, node::isAlive, () -> "no node");
      node.write(nonsense(2000));
      reload(run, 1);
      Until.holds(START, () -> availableBytes(run) > 60_000, () -> availableBytes(run) + " bytes");
      reload(run, 1);
      for (int i = 0; i < 20; i++) {
        assertThat(node.isAlive()).isTrue();
      }
      run.destroy();
      assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }
  }

  private static String nonsense(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("nonsense-").append(i).append(": 1\n");
    }
    return text.toString();
  }

  private static int availableBytes(Process run) {
    try {
      return run.getInputStream().available();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void reload(Process run, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      new ProcessBuilder("kill", "-HUP", Long.toString(run.pid())).start().waitFor();
    }
  }
}
