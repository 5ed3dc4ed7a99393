package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.cluster.ClusterKit.DETECT;
import static org.lvsdirector.cluster.ClusterKit.await;
import static org.lvsdirector.cluster.ClusterKit.config;
import static org.lvsdirector.cluster.ClusterKit.until;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Epoch;

class ClusterTest {
  @TempDir static Path folder;
  static Path key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = ClusterKit.key(folder, "cluster.p12");
  }

  @Test
  void threeNodesAgreeOnOneMaster() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<ClusterKit.Node> nodes = kit.nodes(key, 100, 150, 100);
      ClusterKit.Node d1 = nodes.get(0);
      ClusterKit.Node d2 = nodes.get(1);
      ClusterKit.Node d3 = nodes.get(2);
      List.of(d1, d2, d3).forEach(ClusterKit.Node::start);
      until("three members", () -> d1.view.members().size() == 3 && d3.view.members().size() == 3);
      until("one master", () -> d2.holds("web"));
      assertThat(d1.holds("web")).isFalse();
      assertThat(d3.holds("web")).isFalse();
      until(
          "heard by all", () -> d1.mandates.equals(d2.mandates) && d3.mandates.equals(d2.mandates));
      d1.tells("master web: master for web: d2, epoch .*");
    }
  }

  @Test
  void leavingHandsOverMakeBeforeBreak() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<ClusterKit.Node> nodes = kit.nodes(key, 150, 100);
      ClusterKit.Node d1 = nodes.get(0);
      ClusterKit.Node d2 = nodes.get(1);
      await(d1.start());
      until("d1 alone is master", () -> d1.holds("web"));
      await(d2.start());
      until("two members", () -> d1.view.members().size() == 2);
      Epoch before = d1.holding.get("web");
      await(d1.run(() -> d1.cluster.leave(Duration.ZERO)));
      assertThat(d2.holds("web")).isTrue();
      assertThat(d1.holding).isEmpty();
      Mandate mandate = d2.mandates.of("web").orElseThrow();
      assertThat(mandate.from()).contains("d1");
      assertThat(mandate.epoch()).isGreaterThan(before);
      until("d2 is alone", () -> d2.view.members().size() == 1);
      d2.tells(".*d1 is gone, left.*");
    }
  }

  @Test
  void failoverIsDecidedByTheCoordinatorWhoeverIsAsked() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<ClusterKit.Node> nodes = kit.nodes(key, 150, 100);
      ClusterKit.Node d1 = nodes.get(0);
      ClusterKit.Node d2 = nodes.get(1);
      await(d1.start());
      await(d2.start());
      until("d1 is master", () -> d1.holds("web") && d2.mandates.equals(d1.mandates));
      await(d2.run(() -> d2.cluster.failover("web", Optional.of("d2"), false)));
      until("d2 holds and d1 has let go", () -> d2.holds("web") && !d1.holds("web"));
      assertThat(d2.mandates.of("web").orElseThrow().manual()).isTrue();
      assertThatThrownBy(
              () -> await(d2.run(() -> d2.cluster.failover("web", Optional.of("d7"), false))))
          .hasMessageContaining("d7 is not in the cluster now; its members are d1, d2");
      d2.says(Scene.unable());
      until("d1 is master again", () -> d1.holds("web") && !d2.holds("web"));
    }
  }

  @Test
  void overridesReachEveryMemberAlsoALaterOne() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<ClusterKit.Node> nodes = kit.nodes(key, 150, 100);
      ClusterKit.Node d1 = nodes.get(0);
      ClusterKit.Node d2 = nodes.get(1);
      await(d1.start());
      ServerOverride drain = new ServerOverride(Optional.of(AdminState.DRAIN), Optional.of(7));
      d1.run(
          () -> {
            d1.cluster.override(Map.of(new Overrides.Target("web", "10.0.0.1:80"), drain));
            return io.vertx.core.Future.succeededFuture();
          });
      await(d2.start());
      until("d2 knows", () -> d2.overrides.of("web", "10.0.0.1:80").equals(drain));
    }
  }

  @Test
  void aNodeWithoutMembersIsItsOwnMaster() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      ClusterConfig alone =
          new ClusterConfig(
              "solo",
              Optional.empty(),
              Optional.empty(),
              7800,
              List.of(),
              Optional.empty(),
              false,
              DETECT,
              Quorum.NONE,
              Role.DIRECTOR);
      ClusterKit.Node d1 = kit.node("d1", alone, 100);
      await(d1.start());
      until("it holds", () -> d1.holds("web"));
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ClusterKit kit = new ClusterKit();
        ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      List<Integer> ports = List.of(taken.getLocalPort());
      ClusterKit.Node d1 = kit.node("d1", config(0, ports, Optional.of(key), DETECT), 100);
      assertThatThrownBy(() -> await(d1.start()))
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("Address already in use")
          .hasMessageContaining("ss -ltnp");
    }
  }

  @Test
  void aNodeThatRejoinsHoldsNothingUntilConfirmed() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<ClusterKit.Node> nodes = kit.nodes(key, 150, 100);
      ClusterKit.Node d1 = nodes.get(0);
      ClusterKit.Node d2 = nodes.get(1);
      await(d1.start());
      await(d2.start());
      until("d1 is master", () -> d1.holds("web") && d2.mandates.equals(d1.mandates));
      Epoch before = d1.holding.get("web");
      await(d1.run(() -> d1.cluster.rejoin(1)));
      assertThat(d1.holding).isEmpty();
      until("d2 is master", () -> d2.holds("web"));
      until("both agree", () -> d1.mandates.equals(d2.mandates) && d1.view.members().size() == 2);
      assertThat(d1.holding).isEqualTo(Map.of());
      assertThat(d2.holding.get("web")).isGreaterThan(before);
    }
  }
}
