package org.lvsdirector.notify;

import io.vertx.core.Future;

/** A way to tell somebody. */
interface Delivery extends AutoCloseable {
  /** Tells of an event, within the hook's time; fails with a sentence that says why not. */
  Future<Void> deliver(Notice notice);

  @Override
  void close();
}
