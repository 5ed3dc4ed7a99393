package org.lvsdirector.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests in {@code browser}: what only a browser can tell of the dashboard. */
@Tag("lab")
class BrowserLabIT {
  private static final Path FOLDER = Path.of("browser").toAbsolutePath();
  private static final Path OUTPUT = Path.of("target/browser").toAbsolutePath();
  private static final int PATIENCE_MINUTES = 5;

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(OUTPUT);
    Path installed = FOLDER.resolve("node_modules/.package-lock.json");
    Path wanted = FOLDER.resolve("package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      run("npm", Map.of(), "npm", "ci", "--no-audit", "--no-fund");
    }
  }

  @Test
  void functionsOfThePage() throws Exception {
    test("unit.test.mjs", Map.of());
  }

  @Test
  void pageOfAPairAtWork() throws Exception {
    test("live.test.mjs", Map.of());
  }

  private static void test(String file, Map<String, String> environment) throws Exception {
    String output = run(file, environment, "node", "--test", "--test-reporter=tap", file);
    assertThat(output).containsPattern("# pass [1-9]").contains("# skipped 0", "# todo 0");
  }

  private static String run(String name, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = OUTPUT.resolve(name + ".txt");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      String text = Files.readString(output);
      assertThat(ended).as("no end in time; it said: " + text).isTrue();
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
