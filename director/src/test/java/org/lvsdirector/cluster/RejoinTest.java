package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.membership.AloneMembership;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Membership;

/** A machine that stutters sleeps again while it still rejoins after the sleep before. */
class RejoinTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void whatAnEarlierAttemptWouldTryAgainDoesNotUndoTheNewest() throws Exception {
    Fake membership = new Fake(2);
    Cluster cluster = get(onContext(() -> Future.succeededFuture(cluster(membership))));
    get(onContext(cluster::start));
    Future<Void> first = onContext(() -> cluster.rejoin(1));
    assertThat(membership.failed.await(10, TimeUnit.SECONDS)).isTrue();
    get(onContext(() -> cluster.rejoin(2)));
    // It ends when its turn to try again has come.
    assertThatThrownBy(() -> get(first)).hasRootCauseMessage("the port is taken");
    assertThat(membership.connects).hasValue(3);
    get(onContext(() -> cluster.leave(Duration.ZERO)));
  }

  @Test
  void ofAttemptsThatWaitOnlyTheLastIsCarriedOut() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<String> connected = Collections.synchronizedList(new ArrayList<>());
    Courier courier =
        new Courier(
            new Fake(0) {
              @Override
              public void connect(Listener listener) {
                connected.add(listener.toString());
                try {
                  assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    List<Optional<ClusterException>> ends = Collections.synchronizedList(new ArrayList<>());
    courier.connect(named("first"), ends::add);
    courier.connect(named("second"), ends::add);
    courier.connect(named("third"), ends::add);
    gate.countDown();
    CountDownLatch closed = new CountDownLatch(1);
    courier.close(closed::countDown);
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(connected).doesNotContain("second").endsWith("third");
    assertThat(ends).hasSize(3).last().isEqualTo(Optional.empty());
  }

  private Cluster cluster(Membership membership) {
    return new Cluster(
        vertx,
        ClusterKit.config(0, List.of(1), Optional.empty(), ClusterKit.DETECT),
        "d1",
        (kind, subject, text) -> {},
        groups -> {},
        membership);
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(none -> work.get().onComplete(promise));
    return promise.future();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Membership.Listener named(String name) {
    return new Membership.Listener() {
      @Override
      public void onView(ClusterView view) {}

      @Override
      public void onMessage(String node, byte[] message) {}

      @Override
      public boolean hasTime() {
        return false;
      }

      @Override
      public void onOutsider() {}

      @Override
      public void onForeignKey() {}

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** A group of this node alone; one attempt to join fails. */
  private static class Fake implements Membership {
    final AtomicInteger connects = new AtomicInteger();
    final CountDownLatch failed = new CountDownLatch(1);
    private final Membership alone = new AloneMembership("d1");
    private final int failing;

    Fake(int failing) {
      this.failing = failing;
    }

    @Override
    public void connect(Listener listener) throws ClusterException {
      if (connects.incrementAndGet() == failing) {
        failed.countDown();
        throw new ClusterException("the port is taken");
      }
      alone.connect(listener);
    }

    @Override
    public void send(Optional<String> node, byte[] message) {}

    @Override
    public void stream(String node, byte[] part) {}

    @Override
    public void disconnect() {}
  }
}
