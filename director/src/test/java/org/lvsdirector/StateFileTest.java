package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.cluster.OrderedDrain;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;

class StateFileTest {
  @TempDir Path folder;

  private Config config(String more) throws Exception {
    return ConfigReader.parse(
        folder.resolve("d1.yaml"), "node: d1\ncluster: {name: c}\n" + more, "d1");
  }

  private StateFile open() throws Exception {
    return StateFile.open(config("state-dir: state"), Map.of());
  }

  private static Overrides changes(int weight) {
    DrainOrder order =
        new DrainOrder(
            Optional.of(Duration.ofMinutes(5)),
            DrainOrder.Then.REMOVE,
            DrainOrder.Leftovers.KILL,
            DrainOrder.Templates.RESPECT,
            7);
    ServerOverride drained =
        new ServerOverride(
            Optional.of(AdminState.DRAIN),
            Optional.of(weight),
            Optional.of(OrderedDrain.of(order)));
    return Overrides.NONE
        .write("d1", new Overrides.Target("web", "10.0.0.1:80"), drained)
        .write("d2", new Overrides.Target("web", "[::1]:80"), ServerOverride.NONE);
  }

  private static void keep(StateFile state, Overrides changes) throws Exception {
    state.keep(changes);
    state.written().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatIsKeptIsThereAtTheNextStart() throws Exception {
    Overrides last = changes(2);
    try (StateFile state = open()) {
      assertThat(state.kept()).isEqualTo(Overrides.NONE);
      keep(state, changes(1));
      keep(state, last);
      assertThat(state.fault()).isEmpty();
    }
    assertThat(open().kept()).isEqualTo(last);
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      assertThat(files.map(it -> it.getFileName().toString())).containsExactly("d1.changes.json");
    }
  }

  @Test
  void closingWritesWhatWaits() throws Exception {
    StateFile state = open();
    for (int i = 0; i < 100; i++) {
      state.keep(changes(i));
    }
    Overrides last = changes(100);
    state.keep(last);
    state.close();
    assertThat(open().kept()).isEqualTo(last);
  }

  @Test
  void theFolderIsThatOfTheConfigurationOrSystemdsOrNone() throws Exception {
    Map<String, String> systemd = Map.of("STATE_DIRECTORY", folder.resolve("its") + ":/other");
    keep(StateFile.open(config(""), systemd), changes(1));
    assertThat(folder.resolve("its/d1.changes.json")).exists();
    keep(StateFile.open(config("state-dir: ours"), systemd), changes(1));
    assertThat(folder.resolve("ours/d1.changes.json")).exists();
    StateFile nowhere = StateFile.open(config(""), Map.of());
    keep(nowhere, changes(1));
    assertThat(nowhere.fault()).isEmpty();
  }

  @Test
  void aFileThatMakesNoSenseIsSetAsideAndSaid() throws Exception {
    Path file = folder.resolve("state/d1.changes.json");
    Files.createDirectories(file.getParent());
    for (String unsound :
        new String[] {
          "",
          "nonsense",
          "[]",
          "{}",
          "{\"v\":2,\"overrides\":[]}",
          "{\"v\":1}",
          "{\"v\":1,\"overrides\":[{\"service\":\"web\"}]}",
          "{\"v\":1,\"overrides\":[{\"service\":\"web\",\"server\":\"a\",\"counter\":1,"
              + "\"node\":\"d1\",\"weight\":70000}]}",
          "{\"v\":1,\"overrides\":[{\"service\":\"web\",\"server\":\"a\",\"counter\":1,"
              + "\"node\":\"d1\",\"state\":\"GONE\"}]}"
        }) {
      Files.writeString(file, unsound);
      StateFile state = open();
      assertThat(state.kept()).as(unsound).isEqualTo(Overrides.NONE);
      assertThat(state.fault().orElseThrow()).contains(file.toString(), ".unsound");
      assertThat(file).doesNotExist();
      assertThat(folder.resolve("state/d1.changes.json.unsound")).hasContent(unsound);
      keep(state, changes(1));
      assertThat(state.fault()).as("once there is a sound one").isEmpty();
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidUntilItCan() throws Exception {
    Path blocker = Files.writeString(folder.resolve("state"), "no folder");
    StateFile state = open();
    keep(state, changes(1));
    assertThat(state.fault().orElseThrow()).contains("will not outlive", "d1.changes.json");
    Files.delete(blocker);
    Overrides last = changes(2);
    keep(state, last);
    assertThat(state.fault()).isEmpty();
    assertThat(open().kept()).isEqualTo(last);
  }
}
