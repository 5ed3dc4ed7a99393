package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.ClusterKit.await;
import static org.lvsdirector.cluster.ClusterKit.until;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that start in the same second find each other before either appoints itself. */
class SameSecondTest {
  private static final int TIMES = 20;
  private static final int AT_ONCE = 4;

  @TempDir static Path folder;
  static Path key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = ClusterKit.key(folder, "cluster.p12");
  }

  @Test
  void twentyTimesOverThereIsOneMasterAndNeverTwo() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < TIMES / AT_ONCE; round++) {
      try (ClusterKit kit = new ClusterKit()) {
        List<List<ClusterKit.Node>> pairs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          pairs.add(kit.nodes(key, 100, 100));
        }
        long begin = System.nanoTime();
        List<Future<Void>> starts = new ArrayList<>();
        pairs.forEach(pair -> starts.add(pair.get(0).start()));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
        pairs.forEach(pair -> starts.add(pair.get(1).start()));
        await(Future.all(starts));
        until(
            () -> "one master in each pair, of which both know; told was " + told(pairs),
            () -> pairs.stream().allMatch(SameSecondTest::agreed));
        System.out.printf(
            "%d pairs agreed %d ms after the first start%n",
            AT_ONCE, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        for (List<ClusterKit.Node> pair : pairs) {
          assertThat(pair.get(0).spells.overlap(pair.get(1).spells)).isFalse();
        }
      }
    }
  }

  private static List<List<String>> told(List<List<ClusterKit.Node>> pairs) {
    return pairs.stream().flatMap(List::stream).map(node -> node.events).toList();
  }

  private static boolean agreed(List<ClusterKit.Node> pair) {
    return pair.get(0).holds("web") != pair.get(1).holds("web")
        && pair.get(0).view.members().size() == 2
        && pair.get(0).mandates.equals(pair.get(1).mandates);
  }
}
