package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.model.AdminState;

/** What operators changed, when no member is left that remembers it. */
class RestartTest {
  @TempDir Path folder;
  private Pair pair;

  @BeforeEach
  void start() throws Exception {
    pair = new Pair(folder);
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private void startBoth() throws Exception {
    pair.start("d1", 150);
    pair.start("d2", 100);
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " sees both", () -> pair.director(node).picture().reports().size() == 2);
    }
  }

  private List<String> servers(String node) {
    return pair.director(node).status().services().get(0).servers().stream()
        .map(RestartTest::text)
        .toList();
  }

  private static String text(ServerStatus server) {
    return server.configuredWeight() + " " + server.state();
  }

  private void set(String node, String server, int weight, AdminState state) throws Exception {
    ServerChange change =
        new ServerChange(Optional.of(weight), Optional.of(state), Optional.empty());
    Pair.done(pair.director(node).changes().setServer("web", server + ":" + pair.port, change));
  }

  @Test
  void changesOutliveARestartOfAllAndTheNewestHolds() throws Exception {
    startBoth();
    set("d1", Pair.RS1, 7, AdminState.UP);
    set("d2", Pair.RS2, 3, AdminState.DOWN);
    List<String> both = List.of("7 up", "3 down");
    Pair.await("d1 knows both", () -> servers("d1").equals(both));
    Pair.await("d2 knows both", () -> servers("d2").equals(both));
    pair.stop("d2");
    set("d1", Pair.RS1, 9, AdminState.UP);
    pair.stop("d1");
    pair.start("d2", 100);
    assertThat(servers("d2")).as("what it knew when it was stopped").isEqualTo(both);
    pair.start("d1", 150);
    assertThat(servers("d1")).containsExactly("9 up", "3 down");
    Pair.await("d2 hears what is newer", () -> servers("d2").equals(servers("d1")));
    assertThat(servers("d1")).containsExactly("9 up", "3 down");
  }
}
