package org.lvsdirector.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  private static final Path DEMO = Path.of("bin/lvs-director").toAbsolutePath();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void killedMasterIsReplacedWithinASecondAndNothingIsLeftBehind() throws Exception {
    Process demo = start("--for", "10s", "--kill-master-after", "4s", "--json");
    Set<Long> children = descendants(demo);
    assertThat(demo.waitFor(90, TimeUnit.SECONDS)).as(output()).isTrue();
    assertThat(demo.exitValue()).as(output()).isZero();

    List<JsonNode> lines = lines();
    assertThat(lines).anySatisfy(line -> assertThat(text(line)).contains("kill -9"));
    JsonNode summary = lines.get(lines.size() - 1);
    // Ten a second; a busy machine ends the ten seconds late.
    assertThat(summary.get("requests").asInt()).isBetween(80, 120);
    assertThat(summary.get("longestGapMillis").asInt()).isLessThan(1000);
    List<String> names = new ArrayList<>();
    summary.get("servers").fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("RS1", "RS2", "RS3");
    assertLast(lines);
    assertNothingIsLeft(children);
  }

  @Test
  void interruptedDemonstrationLeavesNothingBehind() throws Exception {
    Process demo = start("--json");
    try {
      awaitOutput(demo, "\"kind\":\"second\"");
      Set<Long> children = descendants(demo);
      assertThat(children).hasSize(5);
      demo.destroy();
      assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertNothingIsLeft(children);
    } finally {
      demo.destroyForcibly();
    }
  }

  @Test
  void processesEndWithAKilledDemonstration() throws Exception {
    Process demo = start("--json");
    awaitOutput(demo, "\"kind\":\"second\"");
    Set<Long> children = descendants(demo);
    demo.destroyForcibly().waitFor();
    await(() -> children.stream().noneMatch(DemoIT::isAlive), "still alive of " + children);
  }

  /** The last second before the end has answers and no failures. */
  private static void assertLast(List<JsonNode> lines) {
    List<String> seconds =
        lines.stream().filter(line -> "second".equals(kind(line))).map(DemoIT::text).toList();
    assertThat(seconds.get(seconds.size() - 1)).contains("RS1").doesNotContain("failed");
  }

  private void assertNothingIsLeft(Set<Long> children) throws IOException {
    assertThat(children.stream().filter(DemoIT::isAlive)).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  private Process start(String... arguments) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>(List.of(DEMO.toString(), "demo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LVS_DIRECTOR_JVM_OPTS", "-Djava.io.tmpdir=" + temporary);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private void awaitOutput(Process demo, String text) {
    await(() -> output().contains(text) || !demo.isAlive(), "no " + text);
    assertThat(output()).contains(text);
  }

  private static void await(java.util.function.BooleanSupplier condition, String otherwise) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  private Set<Long> descendants(Process demo) {
    await(() -> demo.descendants().count() >= 5 || !demo.isAlive(), "no children");
    return demo.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : output().lines().toList()) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  private static String kind(JsonNode line) {
    return line.path("kind").asText();
  }

  private static String text(JsonNode line) {
    return line.path("text").asText();
  }
}
