package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;

class DirectorPairTest {
  @TempDir private Path folder;
  private Pair pair;

  @BeforeEach
  void start() throws Exception {
    pair = new Pair(folder);
    pair.start("d1", 150);
    Pair.await("d1 is master", () -> pair.holds("d1"));
    Pair.await("both servers serve", () -> weights("d1").equals(List.of(1, 1)));
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private List<Integer> weights(String node) {
    return servers(node).stream().map(ServerStatus::weight).toList();
  }

  private List<ServerStatus> servers(String node) {
    return pair.director(node).status().services().get(0).servers();
  }

  private void startSecond(int priority) throws Exception {
    pair.start("d2", priority);
    Pair.await(
        "d2 knows its servers and may be master",
        () ->
            pair.director("d2").status().ready()
                && pair.director("d2").status().groups().get(0).able()
                && pair.director("d2").status().groups().get(0).master().equals("d1"));
  }

  @Test
  void roundRobinAlternatesAndADeadServerLeavesThePool() throws Exception {
    String before = pair.get();
    for (int i = 0; i < 10; i++) {
      String now = pair.get();
      assertThat(now).isNotEqualTo(before);
      before = now;
    }
    pair.stopServer(1);
    Pair.await("the dead server has weight 0", () -> weights("d1").equals(List.of(1, 0)));
    assertThat(servers("d1").get(1).health()).isEqualTo("down");
    assertThat(servers("d1").get(1).lastCheck()).contains("refused");
    for (int i = 0; i < 10; i++) {
      assertThat(pair.get()).isEqualTo(Pair.RS1);
    }
  }

  @Test
  void aLivingMasterStaysWhenOneOfHigherPriorityComes() throws Exception {
    startSecond(200);
    assertThat(pair.holds("d1")).isTrue();
    assertThat(pair.holds("d2")).isFalse();
    assertThat(pair.director("d2").status().cluster().members()).hasSize(2);
  }

  @Test
  void failoverAndGracefulStopLoseNoRequest() throws Exception {
    startSecond(100);
    List<String> failures = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread client = new Thread(() -> request(failures, over), "client");
    client.start();
    Pair.done(pair.director("d1").failover("web", Optional.of("d2"), false));
    Pair.await("d2 is master alone", () -> pair.holds("d2") && !pair.holds("d1"));
    pair.stop("d2");
    Pair.await("d1 is master again", () -> pair.holds("d1"));
    over.set(true);
    client.join();
    assertThat(failures).isEmpty();
  }

  @Test
  void aConnectionIsFoundFromEveryNode() throws Exception {
    startSecond(100);
    try (Socket socket = new Socket("127.0.60.1", pair.port)) {
      String client = "%s:%d".formatted("127.0.0.1", socket.getLocalPort());
      ConnectionQuery query = ConnectionQuery.of(Map.of("client", client), 10);
      for (String node : List.of("d1", "d2")) {
        List<ConnectionEntry> found = new CopyOnWriteArrayList<>();
        Pair.await(
            node + " finds it",
            () -> {
              found.clear();
              return look(node, query, Optional.empty(), found).nodes().size() == 2
                  && found.size() == 1
                  && found.get(0).state().equals("ESTABLISHED");
            });
        ConnectionEntry entry = found.get(0);
        assertThat(entry.node()).as("the master relays it").isEqualTo("d1");
        assertThat(entry.client()).isEqualTo(client);
        assertThat(entry.address()).isEqualTo("127.0.60.1:" + pair.port);
        assertThat(entry.server()).startsWith("127.0.61.").endsWith(":" + pair.port);
        assertThat(entry.service()).isEqualTo("web");
        assertThat(entry.chosenBy()).isEqualTo("scheduler rr");
        assertThat(entry.expires()).isBetween(880L, 900L);
      }
      List<ConnectionEntry> found = new CopyOnWriteArrayList<>();
      assertThat(look("d1", query, Optional.of("d2"), found).nodes())
          .as("d2 alone, which relays nothing")
          .extracting(ConnectionAnswer.NodeAnswer::node)
          .containsExactly("d2");
      assertThat(found).isEmpty();
    }
    assertThatThrownBy(
            () ->
                Pair.done(
                    pair.director("d1")
                        .connections(
                            ConnectionQuery.of(Map.of(), 1), Optional.of("d9"), some -> true)))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageMatching("d9 is not in the cluster now; its members are d[12], d[12]");
  }

  private ConnectionAnswer look(
      String node, ConnectionQuery query, Optional<String> whom, List<ConnectionEntry> found) {
    return pair.director(node).connections(query, whom, found::addAll).await();
  }

  @Test
  void aTakeOverIsReportedByTheNewMaster() throws Exception {
    startSecond(100);
    assertThat(pair.director("d1").failovers()).as("the first mastership is none").isEmpty();
    Pair.done(pair.director("d1").failover("web", Optional.of("d2"), false));
    Pair.await("d2 reports it", () -> !pair.director("d2").failovers().isEmpty());
    FailoverReport report = pair.director("d2").failovers().get(0);
    assertThat(report.cause()).isEqualTo("operator");
    assertThat(report.previous()).isEqualTo("d1");
    assertThat(report.vipMillis()).isBetween(0L, 5000L);
    assertThat(report.connectionsThere()).isZero();
    assertThat(report.connectionsBefore()).isZero();
    assertThat(report.tcpUnmatched()).as("the kernel knows nothing of it").isEqualTo(-1);
    assertThat(pair.director("d2").events().recent(0))
        .anyMatch(it -> it.kind().equals("failover-report") && it.text().equals(report.text()));
    assertThat(pair.director("d1").failovers()).isEmpty();
  }

  private void request(List<String> failures, AtomicBoolean over) {
    while (!over.get()) {
      try {
        pair.get();
      } catch (IOException failed) {
        failures.add(failed.toString());
      }
    }
  }

  @Test
  void ofTwoFilesOneAfterTheOtherTheLaterIsInForce() throws Exception {
    Director d1 = pair.director("d1");
    Future<Void> other = d1.reload(pair.config("d1", 150, 7));
    Future<Void> asBefore = d1.reload(pair.config("d1", 150, 1));
    Pair.done(Future.all(other, asBefore));
    assertThat(weights("d1")).containsExactly(1, 1);
    assertThat(d1.configuration()).isEqualTo(pair.config("d1", 150, 1));
  }

  @Test
  void aHundredReloadsUnderLoadLoseNoRequestAndResetNoHealth() throws Exception {
    List<Instant> since = servers("d1").stream().map(ServerStatus::since).toList();
    List<String> failures = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread client = new Thread(() -> request(failures, over), "client");
    client.start();
    for (int i = 0; i < 100; i++) {
      int weight = i % 2 == 0 ? 2 : 1;
      Pair.done(pair.director("d1").reload(pair.config("d1", 150, weight)));
      Pair.await("the new weight is in force", () -> weights("d1").get(0) == weight);
    }
    over.set(true);
    client.join();
    assertThat(failures).isEmpty();
    assertThat(servers("d1").stream().map(ServerStatus::since)).isEqualTo(since);
    assertThat(pair.holds("d1")).isTrue();
  }

  @Test
  void aDrainIsOnEveryNodeAndCanBeTakenBack() throws Exception {
    startSecond(100);
    String server = Pair.RS1 + ":" + pair.port;
    Pair.done(
        pair.director("d2")
            .changes()
            .setServer("web", server, ServerChange.state(AdminState.DRAIN)));
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " drains", () -> weights(node).equals(List.of(0, 1)));
    }
    assertThat(pair.get()).isEqualTo(Pair.RS2);
    ServerChange back =
        new ServerChange(Optional.of(5), Optional.of(AdminState.UP), Optional.empty());
    Pair.done(pair.director("d1").changes().setServer("web", server, back));
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " serves", () -> weights(node).equals(List.of(5, 1)));
    }
  }

  @Test
  void whatIsLeftAtTheDeadlineIsResetOnEitherNodeAndNobodyElse() throws Exception {
    startSecond(100);
    String server = Pair.RS1 + ":" + pair.port;
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        clients.add(new Socket("127.0.60.1", pair.port));
      }
      Pair.await("each server has three", () -> active("d1").equals(List.of(3L, 3L)));
      DrainOrder order =
          new DrainOrder(
              Optional.of(Duration.ofSeconds(1)),
              DrainOrder.Then.REMOVE,
              DrainOrder.Leftovers.KILL,
              DrainOrder.Templates.IGNORE,
              100);
      Pair.done(pair.director("d2").changes().setServer("web", server, ServerChange.drain(order)));
      Pair.await("the server has none", () -> active("d1").equals(List.of(0L, 3L)));
      for (String node : List.of("d1", "d2")) {
        Pair.await(node + " has taken it out", () -> "drained".equals(drain(node).phase()));
      }
      assertThat(drain("d1").closed()).isEqualTo(3);
      assertThat(clients.stream().filter(DirectorPairTest::isReset)).hasSize(3);
      assertThat(pair.director("d1").events().recent(0))
          .extracting(Event::kind)
          .contains("drain-begins", "drain-deadline", "drained");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    Pair.done(
        pair.director("d1").changes().setServer("web", server, ServerChange.state(AdminState.UP)));
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " serves", () -> weights(node).equals(List.of(1, 1)));
      assertThat(pair.director(node).drainStatus()).isEmpty();
    }
  }

  private List<Long> active(String node) {
    return servers(node).stream().map(ServerStatus::active).toList();
  }

  private DrainStatus drain(String node) {
    return pair.director(node).drainStatus().get(0);
  }

  /** Whether the connection was reset; one that was not stays silent. */
  private static boolean isReset(Socket client) {
    try {
      client.setSoTimeout(100);
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void aDrainThatCanNotBeDoneIsRefused() {
    DrainOrder order =
        new DrainOrder(
            Optional.of(Duration.ZERO),
            DrainOrder.Then.HOLD,
            DrainOrder.Leftovers.MOVE,
            DrainOrder.Templates.IGNORE,
            100);
    assertThatThrownBy(
            () ->
                Pair.done(
                    pair.director("d1")
                        .changes()
                        .setServer("web", Pair.RS1 + ":" + pair.port, ServerChange.drain(order))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none can be moved");
    assertThat(weights("d1")).containsExactly(1, 1);
  }

  @Test
  void aWitnessIsAMemberAndNothingElse() throws Exception {
    Status witness = pair.startWitness("d2").status();
    Pair.await("both are members", () -> members("d1") == 2 && members("d2") == 2);
    assertThat(witness.groups()).isEmpty();
    assertThat(witness.services()).isEmpty();
    assertThat(pair.holds("d1")).isTrue();
  }

  private int members(String node) {
    return pair.director(node).status().cluster().members().size();
  }

  @Test
  void whatDoesNotExistIsNamed() {
    assertThatThrownBy(
            () ->
                Pair.done(
                    pair.director("d1")
                        .changes()
                        .setServer("mail", "1.2.3.4:1", ServerChange.weight(1))))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("mail");
    assertThatThrownBy(
            () -> Pair.done(pair.director("d1").failover("web", Optional.of("d9"), false)))
        .hasMessageContaining("d9");
  }

  @Test
  void aPlanSaysWhatAReloadWouldDo() throws Exception {
    assertThat(pair.director("d1").plan(pair.config("d1", 150, 1))).isEmpty();
    assertThat(pair.director("d1").plan(pair.config("d1", 150, 9)))
        .singleElement()
        .asString()
        .startsWith("set 127.0.61.1:" + pair.port)
        .endsWith("weight 9");
  }
}
