package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void runsFromTheCheckoutAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("lvs-director"), Command.LAUNCHER);
    for (Path launcher : List.of(Command.LAUNCHER, link)) {
      try (Command version = Command.startBy(launcher, folder, "version")) {
        assertThat(version.await()).isZero();
        assertThat(version.output()).matches("lvs-director \\d+\\.\\d+\\.\\d+\\S*, Java 17\\S*\n");
      }
    }
  }

  @Test
  void tellsWhatAConfigurationMayHold() throws Exception {
    try (Command reference = Command.startBy(Command.LAUNCHER, folder, "config-reference")) {
      assertThat(reference.await()).isZero();
      assertThat(reference.output()).contains("services[].scheduler\n", "cluster.detect\n");
    }
  }

  @Test
  void usesTheArchiveOfTheBuild() throws Exception {
    try (Command version =
        Command.startBy(
            withOptions("-Xlog:class+load:file=" + folder.resolve("classes.log")),
            folder,
            "version")) {
      assertThat(version.await()).as(version.output()).isZero();
    }
    try (Stream<String> lines = Files.lines(folder.resolve("classes.log"))) {
      assertThat(lines.filter(line -> line.contains("org.lvsdirector.ops.Main ")).toList())
          .singleElement()
          .asString()
          .contains("shared objects file (top)");
    }
  }

  @Test
  void runsFromAReadOnlyDistributionWithoutAnArchive() throws Exception {
    Path home = folder.resolve("opt");
    copy(Command.LAUNCHER.getParent(), home.resolve("bin"));
    copy(DIST.resolve("lib"), home.resolve("lib"));
    copy(DIST.resolve("native"), home.resolve("native"));
    Files.delete(home.resolve("lib/lvs-director.jsa"));
    readOnly(home);
    try (Command version = Command.startBy(home.resolve("bin/lvs-director"), folder, "version")) {
      assertThat(version.await()).isZero();
      assertThat(version.output()).startsWith("lvs-director ").hasLineCount(1);
    }
  }

  @Test
  void saysWhatToDoWhereNothingIsBuilt() throws Exception {
    copy(Command.LAUNCHER.getParent(), folder.resolve("ops/bin"));
    try (Command version =
        Command.startBy(folder.resolve("ops/bin/lvs-director"), folder, "version")) {
      assertThat(version.await()).isEqualTo(1);
      assertThat(version.output()).contains("mvn package");
    }
  }

  private Path withOptions(String options) throws IOException {
    Path script = folder.resolve("with-options");
    Files.writeString(
        script,
        "#!/bin/sh\nLVS_DIRECTOR_JVM_OPTS='%s' exec %s \"$@\"\n"
            .formatted(options, Command.LAUNCHER));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path copy = to.resolve(from.relativize(each));
        Files.createDirectories(copy.getParent());
        if (!Files.isDirectory(each)) {
          Files.copy(each, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void readOnly(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
  }
}
