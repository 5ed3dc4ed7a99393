package org.lvsdirector.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A member in a process of its own, which tells on standard output what it holds. Arguments: name,
 * index, ports, key file, detect in ms, priority.
 */
final class MemberMain {
  private MemberMain() {}

  public static void main(String[] args) throws Exception {
    List<Integer> ports = Arrays.stream(args[2].split(",")).map(Integer::valueOf).toList();
    Duration detect = Duration.ofMillis(Long.parseLong(args[4]));
    try (ClusterKit kit = new ClusterKit()) {
      ClusterKit.Node node =
          kit.node(
              args[0],
              ClusterKit.config(
                  Integer.parseInt(args[1]), ports, Optional.of(Path.of(args[3])), detect),
              Integer.parseInt(args[5]));
      ClusterKit.await(node.start());
      Thread watch = new Thread(() -> watch(node, detect.toNanos()), "pause-watch");
      watch.setDaemon(true);
      watch.start();
      String told = "";
      while (System.in.available() == 0) {
        String state = node.holding + " of " + node.view.nodes() + " rejoined " + node.rejoined;
        if (!state.equals(told)) {
          System.out.println(state);
          told = state;
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
  }

  /** Rejoins after a pause, as the director does. */
  private static void watch(ClusterKit.Node node, long limit) {
    long last = System.nanoTime();
    int generation = 0;
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(10);
        long now = System.nanoTime();
        if (now - last > limit) {
          int next = ++generation;
          node.run(() -> node.cluster.rejoin(next));
          node.rejoined = next;
        }
        last = now;
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
