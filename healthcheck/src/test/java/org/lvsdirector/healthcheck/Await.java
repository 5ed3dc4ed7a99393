package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for futures, with a deadline. */
final class Await {
  private Await() {}

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
