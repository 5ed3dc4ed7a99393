package org.lvsdirector.ops.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final Path ROOT = root();

  @Test
  void medianFileHasAtMost100Lines() throws IOException {
    List<Long> lengths = sources("main").stream().map(SourcesTest::lines).sorted().toList();
    assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(100);
  }

  @Test
  void noFileHasMoreThan500Lines() throws IOException {
    for (String tree : List.of("main", "test")) {
      assertThat(sources(tree))
          .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(500));
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Set<Path> packages = sources("main").stream().map(Path::getParent).collect(Collectors.toSet());
    for (Path each : packages) {
      Path info = each.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info))
          .as(info.toString())
          .matches("(?s)/\\*\\*.*\\w.*\\..*\\*/\\s+package .*");
    }
  }

  private static List<Path> sources(String tree) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> trees =
          modules.map(it -> it.resolve("src/" + tree + "/java")).filter(Files::exists).toList();
      assertThat(trees).as("modules with src/" + tree).hasSize(4);
      return trees.stream().flatMap(SourcesTest::walk).toList();
    }
  }

  private static Stream<Path> walk(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
