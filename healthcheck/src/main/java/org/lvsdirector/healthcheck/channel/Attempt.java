package org.lvsdirector.healthcheck.channel;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.Causes;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One probe from its start to its outcome, under one deadline. Confined to the event loop of the
 * context that began it; the first outcome counts, whatever comes later is ignored.
 */
public final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  /** A server is judged by the deadline only if it had all of the time but this part. */
  private static final int LEAST_PART = 10;

  private final ContextInternal context;
  private final String what;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private final Promise<ProbeResult> outcome;
  private final ScheduledFuture<?> deadline;
  private String lacking = "no connection";
  private Runnable release = () -> {};
  private volatile Runnable last = this::giveUp;
  private boolean over;

  private Attempt(ContextInternal context, String what, Duration timeout) {
    this.context = context;
    this.what = what;
    this.timeout = timeout;
    outcome = context.promise();
    deadline =
        loop().schedule(() -> last.run(), Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
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

  /** Runs a task on that thread; once Vert.x is closed, nobody waits for it any more. */
  public void run(Runnable task) {
    try {
      loop().execute(task);
    } catch (RejectedExecutionException closed) {
      log.trace("{}: {}", what, closed.getMessage());
    }
  }

  /**
   * Goes on once what the probe needs of this machine is there, such as files. That it cannot be
   * had says nothing about the server, nor does a timeout of which too much went by with that.
   */
  public <T> void after(Future<T> needed, Consumer<T> then) {
    last = () -> unable("what it needs from files was not read in time");
    needed.onComplete(
        read ->
            run(
                () -> {
                  if (over) {
                    return;
                  }
                  if (read.failed()) {
                    unable(String.valueOf(read.cause().getMessage()));
                    return;
                  }
                  if (left().compareTo(timeout.dividedBy(LEAST_PART).multipliedBy(LEAST_PART - 1))
                      >= 0) {
                    last = this::giveUp;
                  }
                  then.accept(read.result());
                }));
  }

  /** What to do at the deadline instead of failing; it has to bring about an outcome. */
  public void atDeadline(Runnable last) {
    this.last = last;
  }

  /** What to do once there is an outcome, e.g. close a connection. */
  public void atEnd(Runnable release) {
    this.release = release;
    if (over) {
      release();
    }
  }

  /** Is broken when a channel cannot be opened, and closes it at the end. */
  public void follow(ChannelFuture opening) {
    atEnd(() -> Channels.close(opening.channel()));
    opening.addListener(
        done -> {
          if (!done.isSuccess()) {
            broken(done.cause());
          }
        });
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

  /** No socket could be made as asked for, so that nothing was sent. */
  public void unopened(RuntimeException failure) {
    unable(Causes.text(failure));
  }

  /** An exception came in the way, which tells whether the server or this machine is to blame. */
  public void broken(Throwable failure) {
    if (Causes.isOwnLack(failure)) {
      unable(Causes.text(failure));
    } else {
      failed(Causes.text(failure));
    }
  }

  private void giveUp() {
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
