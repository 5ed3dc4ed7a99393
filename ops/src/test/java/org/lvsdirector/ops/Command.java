package org.lvsdirector.ops;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher of this build, run as a process of its own whose output goes to a file. */
final class Command implements AutoCloseable {
  static final Path LAUNCHER = Path.of("bin/lvs-director").toAbsolutePath();
  private static final int DEADLINE_SECONDS = 60;

  final Process process;
  private final Path output;

  private Command(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Command start(Path folder, Object... arguments) throws IOException {
    return startBy(LAUNCHER, folder, arguments);
  }

  static Command startBy(Path launcher, Path folder, Object... arguments) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    return new Command(spawn(launcher, output.toFile(), arguments), output);
  }

  /** A process whose standard output is a given file, such as {@code /dev/full}. */
  static Process spawn(Path launcher, File output, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  /** Waits for the end; the exit status. */
  int await() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no end within a minute; it said: " + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a signal such as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
