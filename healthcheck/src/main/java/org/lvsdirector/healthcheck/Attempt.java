package org.lvsdirector.healthcheck;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import org.lvsdirector.healthcheck.reactor.Alarm;

/** One probe on its way, from when it is due to its outcome; confined to the monitor's thread. */
final class Attempt {
  /** How long after its timeout a probe that gave no outcome counts as failed. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Pulse pulse;
  private final Means means;
  private final long due;
  private final Alarm limit;

  /** Those whose timeout is as long as this, or less, have given up. */
  private Duration judged = Duration.ZERO;

  private long start;
  private boolean inside;
  private boolean over;

  /**
   * An attempt that has not begun.
   *
   * @param due when it is to begin
   */
  Attempt(Pulse pulse, Means means, long due) {
    this.pulse = pulse;
    this.means = means;
    this.due = due;
    limit = means.ticker().alarm(this::late);
  }

  /** Begins, now that there is room for it. */
  void run() {
    inside = true;
    if (over) {
      leave();
      return;
    }
    start = means.ticker().nanos();
    means.tally().late(start - due);
    armLimit();
    probe().onComplete(done -> means.ticker().run(() -> came(done)));
  }

  void abandon() {
    over = true;
    limit.clear();
    leave();
  }

  private Future<ProbeResult> probe() {
    try {
      return means.prober().probe(pulse.patient());
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      return Future.failedFuture(e);
    }
  }

  private void came(AsyncResult<ProbeResult> done) {
    if (!over) {
      end(done.succeeded() ? done.result() : broken(done.cause()));
    }
  }

  private void end(ProbeResult result) {
    abandon();
    pulse.ended(this, result, judged);
  }

  private void leave() {
    if (inside) {
      inside = false;
      means.gate().leave();
    }
  }

  private void armLimit() {
    Duration next = pulse.nextTimeout(judged).orElseGet(this::end);
    limit.set(start + next.toNanos());
  }

  private Duration end() {
    return pulse.patient().check().timeout().plus(GRACE);
  }

  private void late() {
    Duration passed = pulse.nextTimeout(judged).orElse(null);
    if (passed == null) {
      end(none(end()));
      return;
    }
    pulse.gaveUp(none(passed), judged, passed);
    judged = passed;
    armLimit();
  }

  private ProbeResult none(Duration waited) {
    String name = pulse.patient().name();
    return ProbeResult.failed(
        "probe of " + name + " gave no outcome in " + waited.toMillis() + " ms", waited);
  }

  private ProbeResult broken(Throwable cause) {
    Duration took = Duration.ofNanos(means.ticker().nanos() - start);
    String text = "probe of " + pulse.patient().name() + " could not run: " + Causes.text(cause);
    // An error of the JVM's is want of memory, or of a descriptor to load a class with.
    return cause instanceof Error || Causes.isOwnLack(cause)
        ? ProbeResult.unable(text, took)
        : ProbeResult.failed(text, took);
  }
}
