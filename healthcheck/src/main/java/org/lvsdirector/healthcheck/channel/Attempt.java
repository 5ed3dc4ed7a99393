package org.lvsdirector.healthcheck.channel;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.healthcheck.Causes;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;

/**
 * One probe from its start to its outcome, under one deadline. Confined to the event loop of the
 * context that began it; the first outcome counts, whatever comes later is ignored.
 */
public final class Attempt {
  private final ContextInternal context;
  private final String what;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private final Promise<ProbeResult> outcome;
  private final ScheduledFuture<?> deadline;
  private String lacking = "no connection";
  private Runnable release = () -> {};
  private boolean over;

  private Attempt(ContextInternal context, String what, Duration timeout) {
    this.context = context;
    this.what = what;
    this.timeout = timeout;
    outcome = context.promise();
    deadline = loop().schedule(this::late, Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
  }

  /**
   * Begins an attempt on the current context.
   *
   * @param what is done to whom, e.g. {@code SMTP on 10.0.0.1:25}
   * @param timeout until it has failed
   */
  public static Attempt begin(Vertx vertx, String what, Duration timeout) {
    return new Attempt((ContextInternal) vertx.getOrCreateContext(), what, timeout);
  }

  /** The thread that everything of this attempt runs on. */
  public EventLoop loop() {
    return context.nettyEventLoop();
  }

  /** Completes with the outcome, never fails. */
  public Future<ProbeResult> outcome() {
    return outcome.future();
  }

  /** Whether there is an outcome. */
  public boolean isOver() {
    return over;
  }

  /** What is left of the time; at least a millisecond. */
  public Duration left() {
    Duration left = timeout.minusNanos(System.nanoTime() - start);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  /** Says what it is that did not come, should the deadline pass now, e.g. {@code no banner}. */
  public void await(String what) {
    lacking = what;
  }

  /** What to do once there is an outcome, e.g. close a connection. */
  public void atEnd(Runnable release) {
    this.release = release;
    if (over) {
      release();
    }
  }

  /** Does now what was to be done at the end; the attempt goes on. */
  public void release() {
    Runnable once = release;
    release = () -> {};
    once.run();
  }

  /** The server works. */
  public void ok(String how, Findings findings) {
    end(Outcome.OK, how + after(), findings);
  }

  /** It does not. */
  public void failed(String how) {
    end(Outcome.FAILED, how + after(), Findings.NONE);
  }

  /** This machine cannot tell. */
  public void unable(String how) {
    end(Outcome.UNABLE, how, Findings.NONE);
  }

  /** An exception came in the way, which tells whether the server or this machine is to blame. */
  public void broken(Throwable failure) {
    if (Causes.isOwnLack(failure)) {
      unable(Causes.text(failure));
    } else {
      failed(Causes.text(failure));
    }
  }

  private void late() {
    end(Outcome.FAILED, lacking + " within " + timeout.toMillis() + " ms", Findings.NONE);
  }

  private void end(Outcome how, String text, Findings findings) {
    if (over) {
      return;
    }
    over = true;
    deadline.cancel(false);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    outcome.complete(new ProbeResult(how, what + ": " + text, took, findings));
    release();
  }

  private String after() {
    return " after " + (System.nanoTime() - start) / 1_000_000 + " ms";
  }
}
