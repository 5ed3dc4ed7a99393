package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("lab")
class LabKilledTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHarnessThatIsKilledLeavesNothingBehind(boolean atOnce) throws Exception {
    Process harness =
        new ProcessBuilder(Jvm.command(LabHolder.class, 128).strip().split(" ", -1))
            .redirectErrorStream(true)
            .start();
    try {
      String[] line = harness.inputReader(StandardCharsets.UTF_8).readLine().split(" ", 2);
      Path folder = Path.of(line[0]);
      ProcessHandle first = ProcessHandle.of(Long.parseLong(line[1])).orElseThrow();
      assertThat(first.descendants().count()).isGreaterThan(2);
      var all = first.descendants().toList();
      if (atOnce) {
        harness.destroyForcibly();
      } else {
        harness.destroy();
      }
      Await.until(
          "every process and file of the lab is gone",
          Duration.ofSeconds(10),
          () ->
              !first.isAlive()
                  && all.stream().noneMatch(ProcessHandle::isAlive)
                  && !Files.exists(folder));
    } finally {
      harness.destroyForcibly().waitFor();
    }
  }
}
