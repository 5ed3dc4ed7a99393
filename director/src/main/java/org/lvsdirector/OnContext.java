package org.lvsdirector;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Work that belongs to a context, for callers from elsewhere. */
final class OnContext {
  private OnContext() {}

  /** Runs it there; what it throws fails the future. */
  static <T> Future<T> run(Context context, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> {
          try {
            work.get().onComplete(promise);
          } catch (RuntimeException refused) {
            promise.fail(refused);
          }
        });
    return promise.future();
  }
}
