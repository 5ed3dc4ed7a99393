package org.lvsdirector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.NodeReport;

/** Those who would take over from a node that stops. */
final class Heirs {
  /** How long a stop waits for one who has the connections. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long LOOK_MILLIS = 100;

  private Heirs() {}

  /**
   * A stop in order is no reason for connections to break, if waiting helps.
   *
   * @param lacking what there is to wait for, see {@link #lacking}
   * @param say takes what is told about it
   * @return done when there is an heir, or patience has ended
   */
  static Future<Void> await(Vertx vertx, Supplier<Optional<String>> lacking, Consumer<String> say) {
    lacking
        .get()
        .ifPresent(why -> say.accept("waits up to %d s: %s".formatted(PATIENCE.toSeconds(), why)));
    return await(vertx, lacking, say, System.nanoTime() + PATIENCE.toNanos());
  }

  private static Future<Void> await(
      Vertx vertx, Supplier<Optional<String>> lacking, Consumer<String> say, long deadline) {
    Optional<String> still = lacking.get();
    if (still.isEmpty() || System.nanoTime() - deadline > 0) {
      still.ifPresent(why -> say.accept("waits no longer: " + why));
      return Future.succeededFuture();
    }
    return vertx
        .timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
        .compose(turn -> await(vertx, lacking, say, deadline));
  }

  /**
   * What is worth waiting for, in a sentence: that somebody who could take over a group has its
   * connections. Empty where somebody has, and where nobody could take over at all.
   *
   * @param held the groups that the node holds
   * @param reports of all members
   */
  static Optional<String> lacking(String node, Set<String> held, Map<String, NodeReport> reports) {
    for (String group : held) {
      List<NodeReport> able =
          reports.values().stream()
              .filter(it -> !it.node().equals(node) && !it.leaving())
              .filter(it -> of(it, group).filter(GroupReport::able).isPresent())
              .toList();
      double best =
          able.stream().mapToDouble(it -> of(it, group).orElseThrow().coverage()).max().orElse(1);
      if (best < GroupReport.WARM) {
        return Optional.of(
            "nobody has more than %.1f %% of the connections of %s yet"
                .formatted(best * 100, group));
      }
    }
    return Optional.empty();
  }

  private static Optional<GroupReport> of(NodeReport report, String group) {
    return Optional.ofNullable(report.groups().get(group));
  }
}
