package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.AdminState;

/** What operators changed is written into the files of two directors. */
class SavingTest {
  private static final String RS3 = "127.0.61.3";
  private static final List<String> NODES = List.of("d1", "d2");

  @TempDir Path folder;
  private Pair pair;

  @BeforeEach
  void start() throws Exception {
    pair = new Pair(folder, SavingTest::commented);
    for (String node : NODES) {
      int priority = node.equals("d1") ? 150 : 100;
      Files.writeString(file(node), commented(pair.yaml(node, priority, 1)));
      Files.setPosixFilePermissions(file(node), PosixFilePermissions.fromString("rw-r-----"));
      pair.start(node, priority);
    }
    for (String node : NODES) {
      Pair.await(node + " sees both", () -> pair.director(node).picture().reports().size() == 2);
    }
    Changes d2 = pair.director("d2").changes();
    Pair.done(d2.addServer("web", "{address: \"%s\", weight: 4}".formatted(at(RS3))));
    Pair.done(d2.removeServer("web", at(Pair.RS1)));
    Pair.done(d2.setServer("web", at(Pair.RS2), ServerChange.weight(7)));
    Pair.done(d2.setServer("web", at(RS3), ServerChange.state(AdminState.DRAIN)));
    for (String node : NODES) {
      Pair.await(
          node + " has followed",
          () -> changes(node).size() == 3 && servers(node).contains("state=DRAIN"));
    }
  }

  private static String commented(String yaml) {
    return "# ours\n" + yaml;
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private Path file(String node) {
    return folder.resolve(node + ".yaml");
  }

  private String at(String address) {
    return address + ":" + pair.port;
  }

  private List<ConfigChange> changes(String node) {
    return pair.director(node).views().configChanges();
  }

  private boolean hasNoChanges(String node) {
    return changes(node).isEmpty()
        && pair.director(node).changes().overrides().presences().isEmpty();
  }

  private String servers(String node) {
    return pair.director(node).pool().services().get(0).servers().toString();
  }

  private String text(String node) {
    try {
      return Files.readString(file(node));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thenNothingDiffersFromTheFilesAndNothingElseHasChanged() throws Exception {
    String before = servers("d1");
    Pair.done(pair.director("d1").changes().save());
    for (String node : NODES) {
      Pair.await(node + " has no changes", () -> hasNoChanges(node));
      assertThat(text(node))
          .startsWith("# ours\n")
          .contains(
              "{address: \"%s\", weight: 7}".formatted(at(Pair.RS2)),
              "{address: \"%s\", weight: 4, state: drain}".formatted(at(RS3)))
          .doesNotContain(at(Pair.RS1));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(node))))
          .isEqualTo("rw-r-----");
      assertThat(servers(node)).isEqualTo(before);
      assertThat(ConfigReader.parse(file(node), text(node), node).services().get(0).servers())
          .hasToString(before);
    }
    Pair.done(pair.director("d2").changes().save());
    try (var files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("cluster.p12", "d1.yaml", "d2.yaml", "state");
    }
  }

  @Test
  void whereAMemberCannotNoneDoes() throws Exception {
    Files.writeString(file("d2"), text("d2").replace("# ours", "# theirs"));
    String before = text("d1");
    assertThatThrownBy(() -> Pair.done(pair.director("d1").changes().save()))
        .hasMessageContaining("d2.yaml is not as it was when it was read; reload first");
    assertThat(text("d1")).isEqualTo(before);
    assertThat(text("d2")).startsWith("# theirs");
    assertThat(changes("d1")).hasSize(3);
  }
}
