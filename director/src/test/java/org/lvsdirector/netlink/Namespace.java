package org.lvsdirector.netlink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs code on a thread in a network namespace of its own, with v0 and v1, a veth pair, up. */
public final class Namespace {
  private Namespace() {}

  /** Code that may fail. */
  @FunctionalInterface
  public interface Body {
    /** Runs on the thread whose namespace it is. */
    void run() throws Exception;
  }

  /** Runs the body; its failure is the caller's. Commands that the body starts share the space. */
  public static void run(Body body) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                TestLibc.newNetworkNamespace();
                command("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
                command("ip", "link", "set", "lo", "up");
                command("ip", "link", "set", "v0", "up");
                command("ip", "link", "set", "v1", "up");
                body.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            },
            "namespace");
    thread.setDaemon(true);
    thread.start();
    try {
      done.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IllegalStateException("the body did not end within 60 s", e);
    }
  }

  /** Runs a command in the calling thread's namespace; returns what it printed. */
  public static String command(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
