package org.lvsdirector.ops.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The first process of a lab's namespaces, and the harness's hand in them.
 *
 * <p>Everything of a lab is a descendant of it inside one process namespace, so that its death is
 * the death of all: closing the pipe to it suffices, and the kernel closes that pipe when the
 * harness is killed. Its network namespace has no name; it goes with its last process.
 */
final class LabShell implements AutoCloseable {
  private final Path folder;
  private final Process process;
  private final OutputStream commands;
  private final AtomicLong number = new AtomicLong();
  private final Map<Long, CompletableFuture<Integer>> waiting = new ConcurrentHashMap<>();

  LabShell(Path folder, boolean keep) {
    this.folder = folder;
    List<String> command =
        List.of(
            // A session of its own: Ctrl-C is for the harness, which then closes the lab in order.
            "setsid",
            "unshare",
            "--net",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount",
            "--mount-proc",
            "bash",
            folder.resolve("lab-shell").toString(),
            folder.toString(),
            keep ? "keep" : "remove");
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(folder.resolve("lab-shell.log").toFile())
              .start();
    } catch (IOException e) {
      throw new LabException("cannot start " + String.join(" ", command), e);
    }
    commands = process.getOutputStream();
    Thread reader = new Thread(this::readAnswers, "lab-shell");
    reader.setDaemon(true);
    reader.start();
  }

  /** The process id, as the host sees it, of the first process in the namespaces. */
  long pid() {
    return process.children().findFirst().map(ProcessHandle::pid).orElseThrow();
  }

  Output run(String script, Duration limit) {
    long id = number.incrementAndGet();
    Path file = folder.resolve("command-" + id);
    Path out = folder.resolve("command-" + id + ".out");
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      Files.writeString(file, script);
      synchronized (commands) {
        commands.write((id + " " + file + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
      }
      if (!process.isAlive()) {
        throw new LabException("the lab's shell has ended; cannot run: " + script);
      }
      int exit = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Output(exit, new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new LabException("no end within " + limit.toMillis() + " ms of: " + script, e);
    } catch (IOException | ExecutionException e) {
      throw new LabException("cannot run in the lab: " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while running: " + script, e);
    } finally {
      waiting.remove(id);
      file.toFile().delete();
      out.toFile().delete();
    }
  }

  private void readAnswers() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        CompletableFuture<Integer> answer = waiting.get(Long.valueOf(line.substring(0, space)));
        if (answer != null) {
          answer.complete(Integer.valueOf(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      // The pipe broke: the same as its end.
    }
    waiting.values().forEach(w -> w.completeExceptionally(new IOException("the lab has ended")));
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
