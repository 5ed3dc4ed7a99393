package org.lvsdirector.healthcheck;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Time of a Vert.x context. */
final class VertxTicker implements Ticker {
  private final Vertx vertx;
  private final Context context;

  VertxTicker(Vertx vertx) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void run(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  /** To be called on the context; Vert.x timers fire on the context that set them. */
  @Override
  public long after(Duration delay, Runnable task) {
    return vertx.setTimer(Math.max(1, delay.toMillis()), id -> task.run());
  }

  @Override
  public void cancel(long timer) {
    vertx.cancelTimer(timer);
  }
}
