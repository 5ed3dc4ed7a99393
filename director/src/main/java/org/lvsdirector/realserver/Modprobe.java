package org.lvsdirector.realserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kernel modules, by modprobe(8). */
final class Modprobe {
  private static final int LIMIT_SECONDS = 30;

  private Modprobe() {}

  static void load(String module) throws IOException {
    run(List.of("modprobe", module));
  }

  static void remove(String module) throws IOException {
    run(List.of("modprobe", "-r", module));
  }

  private static void run(List<String> command) throws IOException {
    String text = String.join(" ", command);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(text + " did not end within " + LIMIT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        byte[] said = process.getInputStream().readAllBytes();
        throw new IOException(
            text + " failed: " + new String(said, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + text, e);
    } finally {
      process.destroyForcibly();
    }
  }
}
