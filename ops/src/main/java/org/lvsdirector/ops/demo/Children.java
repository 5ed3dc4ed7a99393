package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demonstration's processes. Each holds a pipe from this one as its standard input and ends
 * with it, so that not even a {@code kill -9} leaves one behind.
 */
final class Children implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Children.class);
  private static final int PATIENCE_SECONDS = 8;

  private final Path launcher;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  /** Processes by this launcher, logging into this folder. */
  Children(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param ended hears of its end
   * @throws IOException when the launcher cannot be started
   */
  synchronized Process start(String name, Consumer<Process> ended, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile())
            .start();
    processes.add(process);
    Thread watch = new Thread(() -> ended.accept(process.onExit().join()), "demo-watch-" + name);
    watch.setDaemon(true);
    watch.start();
    return process;
  }

  /** Where a child's output goes. */
  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** Ends them all: first asks, then kills those that take too long. */
  @Override
  public synchronized void close() {
    processes.forEach(Process::destroy);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (Process process : processes) {
      try {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          log.warn("process {} does not stop; killing it", process.pid());
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        processes.forEach(Process::destroyForcibly);
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
