package org.lvsdirector.healthcheck.exec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program to run in a session and process group of its own (setsid(1)). A small shell, which
 * never looks at the arguments, leads the group: it says on its standard error when the program
 * begins and how it ended, and kills whatever is left of the group then, or when it is told to end.
 * Only what has left both the group and the family escapes.
 *
 * @param user as whom; empty = as this process
 */
public record Program(
    List<String> command, Optional<String> user, Map<String, String> environment) {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String LEADER =
      """
      trap 'kill -KILL 0' TERM
      exec 3>&2
      "$@" </dev/null 2>&1 &
      wait $!
      echo "exit $?" >&3
      kill -KILL 0
      """;

  /** Who becomes somebody else does so before {@code go} is said (setpriv(1)). */
  private static final String OTHER =
      """
      group=$(id -g -- "$0") || exit
      exec setpriv --reuid="$0" --regid="$group" --init-groups --inh-caps=-all "$@"
      """;

  private static final String MEMBER =
      """
      echo go >&3
      exec "$@" 3>&-
      """;

  private static final long LOOK_MILLIS = 10;
  private static final long GRACE_MILLIS = 500;

  /** Copies the collections. */
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it, and returns when nothing of its group is left.
   *
   * @param deadline by {@link System#nanoTime}
   */
  public Ending run(long deadline) {
    if (!Files.isExecutable(Path.of(command.get(0)))) {
      return new Ending.NotRun("there is no such program, or it may not be run");
    }
    try {
      return follow(start(), deadline);
    } catch (IOException e) {
      return new Ending.NotRun("cannot be started: " + e.getMessage());
    }
  }

  private Process start() throws IOException {
    List<String> all = new ArrayList<>(List.of("setsid", "sh", "-c", LEADER, "sh"));
    user.ifPresent(it -> all.addAll(List.of("sh", "-c", OTHER, it)));
    all.addAll(List.of("sh", "-c", MEMBER, "sh"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(new File("/"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", PATH);
    builder.environment().put("LANG", "C.UTF-8");
    return builder.start();
  }

  private static Ending follow(Process process, long deadline) throws IOException {
    try (Begin output = new Begin(process.getInputStream());
        Begin status = new Begin(process.getErrorStream())) {
      process.getOutputStream().close();
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        output.take();
        status.take();
        if (System.nanoTime() - deadline > 0) {
          kill(process);
          return new Ending.Killed();
        }
      }
      output.take();
      status.take();
      return ending(status.text(), output.text().lines().findFirst().orElse(""));
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      return new Ending.Killed();
    }
  }

  private static Ending ending(String status, String line) {
    List<String> said = status.lines().toList();
    if (!said.contains("go")) {
      return new Ending.NotRun("cannot be run: " + line);
    }
    String last = said.get(said.size() - 1);
    return last.matches("exit \\d{1,3}")
        ? new Ending.Exit(Integer.parseInt(last.substring("exit ".length())), line)
        : new Ending.Exit(128 + 9, line);
  }

  /** The group by its leader, and children that have left the group. */
  private static void kill(Process process) {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
