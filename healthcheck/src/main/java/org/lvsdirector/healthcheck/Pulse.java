package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import java.time.Duration;

/** The running schedule and the health of one watch; confined to the monitor's thread. */
final class Pulse {
  /** How long after its timeout a probe that gave no outcome counts as failed. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Ticker ticker;
  private final Prober prober;
  private final Rhythm rhythm;
  private final ResultSink sink;
  private Watch watch;
  private Health health;
  private long timer;
  private long probeStart;
  private long probeNumber;
  private boolean probing;
  private boolean probed;

  /** Where results go. */
  interface ResultSink {
    void accept(Watch watch, Health before, Health after);
  }

  Pulse(Watch watch, Health health, Ticker ticker, Prober prober, Rhythm rhythm, ResultSink sink) {
    this.watch = watch;
    this.health = health;
    this.ticker = ticker;
    this.prober = prober;
    this.rhythm = rhythm;
    this.sink = sink;
  }

  Watch watch() {
    return watch;
  }

  Health health() {
    return health;
  }

  void start(Duration delay) {
    timer = ticker.after(delay, this::probe);
  }

  /** Goes on under changed timing or thresholds; what is known of the server stays known. */
  void adopt(Watch changed) {
    boolean sameInterval =
        watch.check().pace().interval().equals(changed.check().pace().interval());
    watch = changed;
    if (!sameInterval && probed && !probing) {
      ticker.cancel(timer);
      arm();
    }
  }

  void stop() {
    probeNumber++;
    ticker.cancel(timer);
  }

  private void probe() {
    long number = ++probeNumber;
    probing = true;
    probed = true;
    probeStart = ticker.nanos();
    Duration limit = watch.check().timeout().plus(GRACE);
    timer = ticker.after(limit, () -> finished(number, stuck(limit)));
    attempt()
        .onComplete(
            done -> finished(number, done.succeeded() ? done.result() : failed(done.cause())));
  }

  private Future<ProbeResult> attempt() {
    try {
      return prober.probe(watch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void finished(long number, ProbeResult result) {
    if (number != probeNumber || !probing) {
      return;
    }
    probing = false;
    ticker.cancel(timer);
    Health before = health;
    health = before.next(result, watch.check(), ticker.now());
    arm();
    sink.accept(watch, before, health);
  }

  private void arm() {
    Duration sinceStart = Duration.ofNanos(ticker.nanos() - probeStart);
    Duration wait = rhythm.next(watch.check().pace().interval()).minus(sinceStart);
    timer = ticker.after(wait.isNegative() ? Duration.ZERO : wait, this::probe);
  }

  private ProbeResult stuck(Duration limit) {
    return ProbeResult.failed(
        "probe of " + watch.name() + " gave no outcome in " + limit.toMillis() + " ms", limit);
  }

  private ProbeResult failed(Throwable cause) {
    Duration took = Duration.ofNanos(ticker.nanos() - probeStart);
    return ProbeResult.failed(
        "probe of " + watch.name() + " could not run: " + Causes.text(cause), took);
  }
}
