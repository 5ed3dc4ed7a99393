package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.Status;
import org.lvsdirector.ops.client.ApiClient;
import org.lvsdirector.web.TokensFile;

class AdoptIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aRunningNodeTakesTheChangeFromItsFile() throws Exception {
    SingleNode node = new SingleNode(folder);
    String before = Files.readString(node.file);
    Files.setPosixFilePermissions(node.file, PosixFilePermissions.fromString("rw-r-----"));
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(PATIENCE, node::isReady, run::output);
      try (Command change = adopt(node, "-e", "-r", "127.0.0.1:9", "-m", "-w", 7)) {
        assertThat(change.await()).as(change.output()).isZero();
        assertThat(change.output()).contains("told process " + run.process.pid());
      }
      assertThat(node.file).hasContent(before.replace("weight: 1", "weight: 7"));
      assertThat(folder.resolve("d1.yaml~")).hasContent(before);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.file)))
          .isEqualTo("rw-r-----");
      Until.holds(PATIENCE, () -> weight(node) == 7, run::output);
    }
  }

  @Test
  void aFaultLeavesTheFileAsItIs() throws Exception {
    SingleNode node = new SingleNode(folder);
    String before = Files.readString(node.file);
    try (Command change = adopt(node, "-e", "-r", "127.0.0.1:9", "-m", "-w", 70_000)) {
      assertThat(change.await()).isEqualTo(2);
      assertThat(change.output()).contains("d1.yaml:").contains("servers[0].weight: 70000");
    }
    try (Command change = Command.start(folder, "ipvsadm", "--adopt", "-C")) {
      assertThat(change.await()).isEqualTo(2);
      assertThat(change.output()).contains("remove what stands under services:");
    }
    assertThat(node.file).hasContent(before);
    assertThat(folder.resolve("d1.yaml~")).doesNotExist();
  }

  private Command adopt(SingleNode node, String action, Object... options) throws Exception {
    Object[] arguments = {
      "ipvsadm", "--adopt", "--config", node.file, action, "-t", "127.0.0.1:" + node.servicePort
    };
    Object[] all = new Object[arguments.length + options.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return Command.start(folder, all);
  }

  private int weight(SingleNode node) {
    try {
      String token = new TokensFile(folder.resolve("tokens.yaml")).localSecret().orElseThrow();
      URI api = URI.create("http://127.0.0.1:" + node.apiPort);
      Status status = new ApiClient(api, Optional.of(token)).get("/api/v1/status", Status.class);
      return status.services().get(0).servers().get(0).configuredWeight();
    } catch (Exception notYet) {
      return -1;
    }
  }
}
