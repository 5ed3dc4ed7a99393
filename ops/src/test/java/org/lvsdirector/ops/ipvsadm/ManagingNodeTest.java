package org.lvsdirector.ops.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagingNodeTest {
  private static final String RUN = "java\0org.lvsdirector.ops.Main\0run\0--config\0web.yaml\0";

  @TempDir Path proc;

  @BeforeEach
  void thisProcess() throws IOException {
    process("thread-self", "java\0org.lvsdirector.ops.ipvsadm.Ipvsadm\0-C\0", "net:[1]");
  }

  @Test
  void isFoundInItsOwnNetworkNamespaceOnly() throws IOException {
    Path home = proc.toRealPath();
    process("70", "bash\0", "net:[1]");
    process("71", RUN, "net:[2]");
    assertThat(ManagingNode.find(proc)).isEmpty();

    process("72", RUN, "net:[1]");
    assertThat(ManagingNode.find(proc))
        .hasValueSatisfying(
            node -> {
              assertThat(node.process()).isEqualTo("72");
              assertThat(node.config()).isEqualTo(home.resolve("72/web.yaml"));
            });

    process("73", RUN.replace("ops.Main", "ops.Start"), "net:[1]");
    assertThat(ManagingNode.all(proc)).hasSize(2);
  }

  @Test
  void warnsOfItsOwnServicesOnly() throws Exception {
    process("72", RUN, "net:[1]");
    Files.writeString(
        proc.resolve("72/web.yaml"),
        """
        node: d1
        cluster: {name: pair, bind: 127.0.0.1, members: [127.0.0.1], insecure: true}
        services:
          - name: web
            address: 10.0.0.1:80
            forward: nat
            servers: [{address: 10.1.0.1:80}]
        """);
    ManagingNode node = ManagingNode.find(proc).orElseThrow();

    assertThat(node.warning(List.of(request("-a -t 10.0.0.1:80 -r 10.1.0.2"))))
        .hasValueSatisfying(text -> assertThat(text).contains("72", "tcp 10.0.0.1:80", "web.yaml"));
    assertThat(node.warning(List.of(request("-C")))).isPresent();
    assertThat(node.warning(List.of(request("-D -t 10.0.0.1:81"), request("-L")))).isEmpty();
  }

  @Test
  void warnsInGeneralWhereItsFileCannotBeRead() throws Exception {
    process("72", RUN, "net:[1]");
    assertThat(ManagingNode.find(proc).orElseThrow().warning(List.of(request("-C")))).isPresent();
  }

  private static Request request(String line) throws UsageException {
    return CommandLine.parse(List.of(line.split(" ", -1)), new Ports(List.of()));
  }

  private void process(String number, String commandLine, String namespace) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(number));
    Files.writeString(folder.resolve("cmdline"), commandLine);
    Files.createDirectories(folder.resolve("ns"));
    Files.createSymbolicLink(folder.resolve("ns/net"), Path.of(namespace));
    Files.createSymbolicLink(folder.resolve("cwd"), folder.toRealPath());
  }
}
