package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LackTest {
  @Test
  void aProcessThatRunsOutOfDescriptorsTakesNoServerDown() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 500)) {
      Process process =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "ulimit -n 200; exec \"$0\" \"$@\" 2>&1",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LackingProcess.class.getName(),
                  Integer.toString(server.getLocalPort()))
              .start();
      List<String> said = new ArrayList<>();
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        output.lines().forEach(said::add);
      } finally {
        process.destroyForcibly();
      }
      assertThat(said).contains("starved with 50 up and 0 down", "fed with 50 up and 0 down");
      assertThat(said)
          .filteredOn(line -> line.contains("this machine lacks something"))
          .as("warnings in %s", said)
          .hasSize(1)
          .allMatch(line -> line.contains("Too many open files"));
    }
  }
}
