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

class IpvsadmIT {
  private static final List<String> PARTS_OF_A_NODE =
      List.of(
          " io.vertx.",
          " io.netty.",
          " org.jgroups.",
          " picocli.",
          " ch.qos.logback.",
          " com.fasterxml.",
          " org.lvsdirector.web.",
          " org.lvsdirector.cluster.",
          " org.lvsdirector.reconcile.");

  @TempDir Path folder;

  @Test
  void loadsNothingOfANodeAndItsOwnFromTheArchive() throws Exception {
    Path log = folder.resolve("classes.log");
    try (Command list = Command.startBy(logging(log), folder, "ipvsadm", "-L", "-n")) {
      // Whether there is an IPVS here or not.
      assertThat(list.await()).as(list.output()).isIn(0, 2);
    }
    try (Stream<String> lines = Files.lines(log)) {
      List<String> loaded = lines.toList();
      assertThat(loaded)
          .filteredOn(line -> line.contains("org.lvsdirector.ops.ipvsadm.Ipvsadm "))
          .singleElement()
          .asString()
          .contains("shared objects file (top)");
      assertThat(loaded)
          .filteredOn(line -> PARTS_OF_A_NODE.stream().anyMatch(line::contains))
          .isEmpty();
    }
  }

  @Test
  void refusesAFileWholeAndNamesTheLine() throws Exception {
    Path rules =
        Files.writeString(folder.resolve("rules"), "-A -t 10.0.0.1:80\n\n-A -t 10.0.0.2\n");
    Path script = folder.resolve("restore");
    Files.writeString(
        script, "#!/bin/sh\nexec %s ipvsadm -R <%s\n".formatted(Command.LAUNCHER, rules));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Command restore = Command.startBy(script, folder)) {
      assertThat(restore.await()).isEqualTo(2);
      assertThat(restore.output()).contains("line 3: ").contains("no port").contains("nothing was");
    }
  }

  private Path logging(Path log) throws IOException {
    Path script = folder.resolve("logging");
    Files.writeString(
        script,
        "#!/bin/sh\nLVS_DIRECTOR_JVM_OPTS='-Xlog:class+load:file=%s' exec %s \"$@\"\n"
            .formatted(log, Command.LAUNCHER));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
