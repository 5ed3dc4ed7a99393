package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's policy on real servers behind a real director. */
class PoolPairTest {
  @TempDir private Path folder;
  private Pair pair;

  private void start(String service, String second) throws Exception {
    pair =
        new Pair(
            folder,
            text ->
                text.replace("scheduler: rr", "scheduler: wrr\n    " + service)
                    .replace("weight: 1}\n      - ", "weight: 10}\n      - ")
                    .replace("weight: 1}", "weight: 10" + second + "}"));
    pair.start("d1", 150);
    Pair.await("d1 is master", () -> pair.holds("d1"));
    Pair.await("both are up", () -> servers().stream().allMatch(it -> it.health().equals("up")));
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private ServiceRow service() {
    return pair.director("d1").views().rows(Set.of("web")).get(0);
  }

  private List<ServerRow> servers() {
    return service().servers();
  }

  private List<Integer> weights() {
    return servers().stream().map(ServerRow::weight).toList();
  }

  private List<String> events() {
    return pair.director("d1").events().recent(0).stream().map(Event::kind).toList();
  }

  @Test
  void aBackupServesWhileTheFirstIsGoneAndUntilItHasRisen() throws Exception {
    start("slow-start: 6s", ", level: 2");
    Pair.await("the backup stands by", () -> weights().equals(List.of(10, 0)));
    assertThat(servers().get(1).checkup().role()).isEqualTo("standby");
    assertThat(pair.get()).isEqualTo(Pair.RS1);
    pair.stopServer(0);
    Pair.await("the backup serves", () -> weights().equals(List.of(0, 10)));
    assertThat(pair.get()).isEqualTo(Pair.RS2);
    pair.startServer(0);
    Pair.await(
        "it rises beside the backup",
        () -> weights().get(0) > 0 && weights().get(0) < 10 && weights().get(1) == 10);
    assertThat(servers().get(0).checkup().role()).isEqualTo("slow-start");
    Pair.await("it has risen", () -> weights().equals(List.of(10, 0)));
    assertThat(events()).contains("level-changed");
  }

  @Test
  void aServiceWithoutItsQuorumRefusesClients() throws Exception {
    start("quorum: {weight: 15, lost: withdraw}", "");
    pair.stopServer(0);
    Pair.await("it is withdrawn", this::isRefused);
    assertThat(service().pool())
        .isEqualTo("withdrawn without a quorum: servers of weight 10 are alive, needed are 15");
    pair.startServer(0);
    Pair.await("it is back", () -> !isRefused());
    assertThat(events()).containsSubsequence("quorum-lost", "server-up", "quorum-gained");
  }

  private boolean isRefused() {
    try {
      pair.get();
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
