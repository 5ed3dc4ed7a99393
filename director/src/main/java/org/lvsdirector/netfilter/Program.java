package org.lvsdirector.netfilter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs programs of this machine: no shell, and no longer than a deadline. */
final class Program {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int SHOWN_LINES = 4;

  private Program() {}

  /** Runs one without input; gives what it printed. */
  static String run(String... command) throws IOException {
    return feed("", command);
  }

  /**
   * Runs one and waits for its end.
   *
   * @param input what it reads; shorter than a pipe holds, or it reads all before it writes
   * @throws IOException when it is not there, fails or is late; the message has its own words
   */
  static String feed(String input, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
    Process process = builder.start();
    Executor later = CompletableFuture.delayedExecutor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> deadline = CompletableFuture.runAsync(process::destroyForcibly, later);
    try {
      String output = converse(process, input);
      int exit = process.waitFor();
      if (deadline.isDone()) {
        throw new IOException(
            String.join(" ", command) + ": no end within " + DEADLINE.toSeconds() + " s");
      }
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + ": " + words(output, exit));
      }
      return output;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + String.join(" ", command), stop);
    } finally {
      deadline.cancel(false);
      process.destroyForcibly();
    }
  }

  private static String converse(Process process, String input) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // It did not want to hear all; its exit status and its words say why.
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String words(String output, int exit) {
    String words =
        output
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(SHOWN_LINES)
            .collect(Collectors.joining(" / "));
    return words.isEmpty() ? "exit status " + exit : words;
  }
}
