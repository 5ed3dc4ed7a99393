package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.ClusterKit.config;
import static org.lvsdirector.cluster.ClusterKit.freePorts;
import static org.lvsdirector.cluster.ClusterKit.until;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.cluster.membership.ClusterKey;

/** Two nodes that start in the same second find each other before either appoints itself. */
class SameSecondTest {
  private static final int TIMES = 20;
  private static final int AT_ONCE = 4;

  @TempDir static Path folder;
  static Path key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = folder.resolve("cluster.p12");
    ClusterKey.create(key);
  }

  @Test
  void twentyTimesOverThereIsOneMasterAndNeverTwo() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < TIMES / AT_ONCE; round++) {
      try (ClusterKit kit = new ClusterKit()) {
        List<ClusterKit.Node[]> pairs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          pairs.add(pair(kit));
        }
        long begin = System.nanoTime();
        for (ClusterKit.Node[] pair : pairs) {
          pair[0].start();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
        for (ClusterKit.Node[] pair : pairs) {
          pair[1].start();
        }
        until(
            "one master in each pair, of which both know",
            () -> pairs.stream().allMatch(SameSecondTest::agreed));
        System.out.printf(
            "%d pairs agreed %d ms after the first start%n",
            AT_ONCE, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        for (ClusterKit.Node[] pair : pairs) {
          assertThat(pair[0].spells.overlap(pair[1].spells)).isFalse();
        }
      }
    }
  }

  private static ClusterKit.Node[] pair(ClusterKit kit) throws Exception {
    List<Integer> ports = freePorts(2);
    return new ClusterKit.Node[] {
      kit.node("d1", config(0, ports, Optional.of(key), ClusterKit.DETECT), 100),
      kit.node("d2", config(1, ports, Optional.of(key), ClusterKit.DETECT), 100),
    };
  }

  private static boolean agreed(ClusterKit.Node[] pair) {
    return pair[0].holds("web") != pair[1].holds("web")
        && pair[0].view.members().size() == 2
        && pair[0].mandates.equals(pair[1].mandates);
  }
}
