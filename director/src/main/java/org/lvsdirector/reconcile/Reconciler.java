package org.lvsdirector.reconcile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps the data plane as it is wanted. It runs on its own thread, looks whenever
 * something new is wanted and once per period anyhow, so that what others change comes back.
 */
public final class Reconciler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final int MANY = 500;

  private final Pace pace;
  private final Dataplane dataplane;
  private final Pass pass;
  private final Consumer<Outcome> onOutcome;
  private final BlockingQueue<Consumer<Outcome>> waiting = new LinkedBlockingQueue<>();
  private final List<Consumer<Outcome>> served = new ArrayList<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::loop, "reconcile");
  private volatile Wanted wanted;
  private volatile Outcome outcome = Outcome.NONE;
  private volatile boolean closing;
  private volatile boolean removing;

  /**
   * A loop that has not started yet.
   *
   * @param period between looks when nothing happens; drift is repaired within it, or within what
   *     {@link Pace} makes of it where a look takes long
   * @param onOutcome called on the loop's thread after each pass
   */
  public Reconciler(
      Dataplane dataplane,
      Wanted first,
      Duration period,
      EventSink events,
      Consumer<Outcome> onOutcome) {
    this.dataplane = dataplane;
    this.wanted = first;
    this.pace = new Pace(period);
    this.pass = new Pass(dataplane, events);
    this.onOutcome = onOutcome;
  }

  /** Starts the thread. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Says what is wanted from now on. Never blocks. */
  public void want(Wanted next) {
    want(next, outcome -> {});
  }

  /**
   * Says what is wanted from now on. Never blocks.
   *
   * @param then called on the loop's thread with the outcome of the first pass for it, or for
   *     something wanted still later
   */
  public void want(Wanted next, Consumer<Outcome> then) {
    wanted = next;
    look(then);
  }

  /**
   * Looks now instead of at the end of the period. Never blocks.
   *
   * @param then called on the loop's thread with the outcome
   */
  public void look(Consumer<Outcome> then) {
    waiting.add(then);
    wake.release();
  }

  /** The result of the last pass. Safe from any thread. */
  public Outcome outcome() {
    return outcome;
  }

  private void loop() {
    while (!closing) {
      try {
        waiting.drainTo(served);
        long start = System.nanoTime();
        long changes = outcome.changes();
        outcome = pass.run(wanted, outcome);
        pace.took(Duration.ofNanos(System.nanoTime() - start), outcome.changes() > changes);
        served.forEach(then -> then.accept(outcome));
        served.clear();
        onOutcome.accept(outcome);
        if (outcome.passes() == 1) {
          settle();
        }
      } catch (RuntimeException broken) {
        log.error("a pass over the rules failed; the next one tries again", broken);
      }
      await();
    }
    if (removing) {
      try {
        pass.remove();
      } catch (IOException silent) {
        log.warn("the rules could not be removed: {}", silent.getMessage());
      }
    }
    dataplane.close();
  }

  /**
   * What starting has read of thousands of services stays for good, and is moved once to where it
   * stays. Now nobody waits for that; later it would be done in the middle of a reload.
   */
  private void settle() {
    if (outcome.rules().services().size() >= MANY) {
      System.gc();
    }
  }

  private void await() {
    try {
      if (wake.tryAcquire(pace.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException stop) {
      closing = true;
    }
  }

  /** Ends the loop and leaves the rules in force, so that connections live on. */
  @Override
  public void close() {
    end();
  }

  /** Ends the loop and takes out the services that it made. */
  public void closeAndRemove() {
    removing = true;
    end();
  }

  private void end() {
    closing = true;
    wake.release();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
