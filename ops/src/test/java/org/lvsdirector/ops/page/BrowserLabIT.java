package org.lvsdirector.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      run("npm", "npm", "ci", "--no-audit", "--no-fund");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit", "live", "many"})
  void everyTestOfTheFilePasses(String name) throws Exception {
    String output = run(name, "node", "--test", "--test-reporter=tap", name + ".test.mjs");
    assertThat(output).containsPattern("# pass [1-9]").contains("# skipped 0", "# todo 0");
    output.lines().filter(line -> line.matches("# .* ms\\b.*")).forEach(System.out::println);
  }

  private static String run(String name, String... command)
      throws IOException, InterruptedException {
    Path output = OUTPUT.resolve(name + ".txt");
    Process process =
        new ProcessBuilder(command)
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
