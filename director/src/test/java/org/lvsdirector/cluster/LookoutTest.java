package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.ClusterKit.DETECT;
import static org.lvsdirector.cluster.ClusterKit.await;
import static org.lvsdirector.cluster.ClusterKit.config;
import static org.lvsdirector.cluster.ClusterKit.stays;
import static org.lvsdirector.cluster.ClusterKit.until;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.FreePorts;

/** A newcomer that cannot join a member whose port answers. */
class LookoutTest {
  /** Longer than a node waits that believes itself alone, and shorter than it waits at most. */
  private static final int MILLIS = 3500;

  @TempDir Path folder;

  @Test
  void doesNotAppointItselfUntilItHasWaitedLong() throws Exception {
    Path key = ClusterKit.key(folder, "cluster.p12");
    List<Integer> ports = FreePorts.some(2);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ClusterKit kit = new ClusterKit();
        ServerSocket other = new ServerSocket(ports.get(1), 50, loopback)) {
      ClusterKit.Node d1 = kit.node("d1", config(0, ports, Optional.of(key), DETECT), 100);
      await(d1.start());
      stays("d1 holds nothing", MILLIS, () -> !d1.holds("web"));
      until("d1 is master", () -> d1.holds("web"));
      assertThat(other.isClosed()).isFalse();
    }
  }

  @Test
  void ofAMemberWhosePortIsClosedNothingIsAwaited() throws Exception {
    Path key = ClusterKit.key(folder, "cluster.p12");
    List<Integer> ports = FreePorts.some(2);
    try (ClusterKit kit = new ClusterKit()) {
      ClusterKit.Node d1 = kit.node("d1", config(0, ports, Optional.of(key), DETECT), 100);
      await(d1.start());
      assertThat(until("d1 is master", () -> d1.holds("web"))).isLessThan(MILLIS);
    }
  }
}
