package org.lvsdirector.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lvsdirector.FreePorts;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.ClusterKey;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Epoch;

/** Clusters on loopback for tests: one context each, everything that happens is kept. */
final class ClusterKit implements AutoCloseable {
  static final Duration DETECT = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final List<Node> nodes = new ArrayList<>();

  /** A node that takes at once what it is told to hold, as a director would. */
  final class Node implements Cluster.Listener {
    final String name;
    final List<String> events = new CopyOnWriteArrayList<>();
    final Context context = ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
    volatile Map<String, Epoch> holding = Map.of();
    volatile ClusterView view = ClusterView.NONE;
    volatile Mandates mandates = Mandates.NONE;
    volatile Map<String, GroupReport> groups;
    volatile Map<String, NodeReport> reports = Map.of();
    volatile Overrides overrides = Overrides.NONE;
    volatile int rejoined;
    final Spells spells = new Spells();
    Cluster cluster;

    Node(String name, ClusterConfig config, Map<String, GroupReport> groups) throws Exception {
      this.name = name;
      this.groups = groups;
      cluster =
          call(
              () ->
                  new Cluster(
                      vertx,
                      config,
                      name,
                      (kind, subject, text) -> events.add(kind + " " + subject + ": " + text),
                      this));
    }

    @Override
    public void onHoldings(Map<String, Epoch> next) {
      holding = next;
      spells.set(next.containsKey("web"));
      cluster.report(new NodeReport.Local(groups, next));
    }

    @Override
    public void onMandates(Mandates next) {
      mandates = next;
    }

    @Override
    public void onView(ClusterView next) {
      reports = Map.of();
      view = next;
    }

    @Override
    public void onReports(Map<String, NodeReport> next) {
      reports = next;
    }

    @Override
    public void onOverrides(Overrides next) {
      overrides = next;
    }

    Future<Void> start() {
      return run(
          () -> {
            cluster.report(new NodeReport.Local(groups, holding));
            return cluster.start();
          });
    }

    void says(GroupReport web) {
      groups = Map.of("web", web);
      run(
          () -> {
            cluster.report(new NodeReport.Local(groups, holding));
            return Future.succeededFuture();
          });
    }

    boolean holds(String group) {
      return holding.containsKey(group);
    }

    /** Waits for an event whose kind, subject and text match: it may follow what it tells of. */
    void tells(String regex) throws InterruptedException {
      until(
          () -> name + " tells " + regex + "; it told " + events,
          () -> events.stream().anyMatch(text -> text.matches(regex)));
    }

    <T> Future<T> run(Callable<Future<T>> task) {
      io.vertx.core.Promise<T> promise = io.vertx.core.Promise.promise();
      context.runOnContext(
          none -> {
            try {
              task.call().onComplete(promise);
            } catch (Exception failed) {
              promise.fail(failed);
            }
          });
      return promise.future();
    }

    private <T> T call(Callable<T> task) throws Exception {
      return await(run(() -> Future.succeededFuture(task.call())));
    }
  }

  Node node(String name, ClusterConfig config, Map<String, GroupReport> groups) throws Exception {
    Node node = new Node(name, config, groups);
    nodes.add(node);
    return node;
  }

  /** Nodes d1, d2, … on free ports that share a key, one for each priority; none is started. */
  List<Node> nodes(Path key, int... priorities) throws Exception {
    List<Integer> ports = FreePorts.some(priorities.length);
    List<Node> made = new ArrayList<>();
    for (int i = 0; i < priorities.length; i++) {
      ClusterConfig config = config(i, ports, Optional.of(key), DETECT);
      made.add(node("d" + (i + 1), config, priorities[i]));
    }
    return made;
  }

  Node node(String name, ClusterConfig config, int priority) throws Exception {
    return node(name, config, Map.of("web", Scene.able(priority)));
  }

  static ClusterConfig config(int self, List<Integer> ports, Optional<Path> key, Duration detect) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new ClusterConfig(
        "test",
        Optional.of(loopback),
        Optional.empty(),
        ports.get(self),
        ports.stream().map(port -> new Endpoint(loopback, port)).toList(),
        key,
        key.isEmpty(),
        detect,
        Quorum.NONE,
        Role.DIRECTOR);
  }

  /** Makes a key in a folder. */
  static Path key(Path folder, String name) throws ClusterException {
    Path key = folder.resolve(name);
    ClusterKey.create(key);
    return key;
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Waits for a condition and returns how many milliseconds it took. */
  static long until(String what, BooleanSupplier condition) throws InterruptedException {
    return until(() -> what, condition);
  }

  static long until(Supplier<String> what, BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("not within a minute: " + what.get());
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  /** Waits for a condition, in vain or not. */
  static void within(long ms, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < end && !condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** Watches that a condition holds all the while. */
  static void stays(String what, long ms, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < end) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("no longer so: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    List<Future<?>> left = new ArrayList<>();
    for (Node node : nodes) {
      left.add(node.run(() -> node.cluster.leave(Duration.ZERO)));
    }
    try {
      await(Future.join(left).eventually(vertx::close));
    } catch (Exception failed) {
      throw new AssertionError("the nodes did not leave in order", failed);
    }
  }
}
