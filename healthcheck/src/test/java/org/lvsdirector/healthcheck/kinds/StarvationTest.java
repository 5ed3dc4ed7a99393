package org.lvsdirector.healthcheck.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarvationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noServerIsDownForTheCheckersLackOfDescriptors(boolean nativeTransport) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    Path output = folder.resolve("output");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "ulimit -n 200; exec \"$@\"",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Starved.class.getName(),
            String.valueOf(nativeTransport),
            secret.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines =
        Files.readAllLines(output, StandardCharsets.UTF_8).stream()
            .filter(line -> line.matches("[a-z0-9/ ]+: (OK|FAILED|UNABLE) .*"))
            .toList();
    assertThat(lines).as(Files.readString(output)).hasSize(EveryKind.overTcp().size() + 4);
    assertThat(lines).allSatisfy(line -> assertThat(line).contains(": UNABLE "));
    assertThat(lines.get(0)).contains("Too many open files");
  }
}
