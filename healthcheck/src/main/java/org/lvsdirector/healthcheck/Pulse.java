package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.reactor.Alarm;

/**
 * The running schedule of one subject, for all who watch it; confined to the monitor's thread. It
 * probes as often as the strictest of them wants, and each judges the results by its own timeout,
 * rise and fall.
 */
final class Pulse {
  /** A probe is overdue after so many times what a probe usually takes. */
  private static final int OVERDUE = 4;

  /** Probes at a time that are to prove a server dead. */
  private static final int MOST_AT_ONCE = 4;

  /** Of a new duration in what is usual: one part in so many. */
  private static final int USUAL_PARTS = 8;

  /** Probes out of turn are no closer than this. */
  private static final long RECENT = 20_000_000;

  private final Means means;
  private final Alarm alarm;
  private final long phase;
  private final List<Attempt> running = new ArrayList<>(1);
  private List<Follower> followers = List.of();
  private Pace pace;
  private Watch patient;
  private Sentinel sentinel;
  private long lastStart;
  private long usual;
  private boolean started;
  private volatile long planned;

  Pulse(Means means, long phase) {
    this.means = means;
    this.phase = phase;
    alarm = means.ticker().alarm(this::due);
  }

  List<Follower> followers() {
    return followers;
  }

  /** The watch with the longest timeout: a probe gets as long as anybody waits for it. */
  Watch patient() {
    return patient;
  }

  Pace pace() {
    return pace;
  }

  /** When the next probe is to start, on the monitor's clock; to be read on any thread. */
  long planned() {
    return planned;
  }

  /** Probes for these from now on; a schedule that stays the same is not touched. */
  void serve(List<Follower> watching) {
    Pace before = pace;
    followers = List.copyOf(watching);
    pace = followers.stream().map(it -> it.check().pace()).reduce(Pace::and).orElseThrow();
    patient =
        followers.stream()
            .map(it -> it.watch)
            .reduce((a, b) -> longer(b.check().timeout(), a.check().timeout()) ? b : a)
            .orElseThrow();
    if (started && running.isEmpty() && !pace.equals(before)) {
      arm();
    }
  }

  void start(long delay) {
    plan(means.ticker().nanos() + delay);
  }

  void stop() {
    alarm.clear();
    running.forEach(Attempt::abandon);
    running.clear();
  }

  /** Probes out of turn, unless a probe has just begun. */
  void probeNow() {
    long now = means.ticker().nanos();
    boolean recent = started && now - lastStart < RECENT;
    if (!recent && running.size() < MOST_AT_ONCE) {
      probe(now, now);
    }
  }

  boolean wantsSentinel() {
    return followers.stream().anyMatch(it -> it.check().sentinel());
  }

  /** Has an idle connection watched from now on. */
  void guard(Sentinel by) {
    sentinel = by;
    by.serve(this);
  }

  void unguard() {
    sentinel = null;
    followers.forEach(each -> each.take(SentinelStatus.OFF));
  }

  /** Shows how the idle connection to the server fares to those who want one. */
  void show(SentinelStatus status) {
    for (Follower each : followers) {
      if (each.check().sentinel()) {
        each.take(status);
      }
    }
  }

  /** Takes a result that came about otherwise than by a probe, in place of one. */
  void judge(ProbeResult result) {
    lastStart = means.ticker().nanos();
    settle(result, Duration.ZERO, patient.check().timeout());
    if (running.isEmpty()) {
      arm();
    }
  }

  /** The shortest timeout of a watch that is longer than one, but for the longest of all. */
  Optional<Duration> nextTimeout(Duration judged) {
    Duration next = null;
    for (Follower each : followers) {
      Duration timeout = each.check().timeout();
      boolean between = longer(timeout, judged) && longer(patient.check().timeout(), timeout);
      if (between && (next == null || longer(next, timeout))) {
        next = timeout;
      }
    }
    return Optional.ofNullable(next);
  }

  /** A probe goes on that some no longer wait for. */
  void gaveUp(ProbeResult result, Duration judged, Duration passed) {
    settle(result, judged, passed);
  }

  void ended(Attempt attempt, ProbeResult result, Duration judged) {
    running.remove(attempt);
    means.tally().count(result.outcome());
    if (result.ok()) {
      long took = Math.max(1, result.took().toNanos());
      usual = usual == 0 ? took : usual + (took - usual) / USUAL_PARTS;
    } else if (result.outcome() == Outcome.UNABLE) {
      means.strain().suffer(result.text());
    }
    settle(result, judged, patient.check().timeout());
    arm();
  }

  private void due() {
    if (running.size() < atOnce()) {
      probe(planned, means.ticker().nanos());
    }
  }

  private void probe(long due, long now) {
    started = true;
    lastStart = now;
    Attempt attempt = new Attempt(this, means, due);
    running.add(attempt);
    means.gate().enter(attempt::run);
    if (running.contains(attempt)) {
      arm();
    }
  }

  private void plan(long nanos) {
    planned = nanos;
    alarm.set(nanos);
  }

  private void arm() {
    long now = means.ticker().nanos();
    if (!running.isEmpty()) {
      planBeside();
    } else if (uncertain()) {
      plan(Math.max(now, lastStart + means.strain().stretch(pace.uncertain().toNanos())));
    } else {
      Duration wanted = allDown() ? pace.down() : pace.interval();
      long period = means.strain().stretch(wanted.toNanos());
      long point = Cadence.next(phase, period, lastStart);
      double chance = pace.jitter() == 0 ? 0 : means.random().nextDouble();
      plan(Math.max(now, Cadence.jittered(point, period, pace.jitter(), chance)));
    }
  }

  /**
   * Plans a probe beside one that takes longer than ever, so that a machine that is gone is known
   * soon after the first is given up.
   */
  private void planBeside() {
    if (running.size() < atOnce() && usual > 0) {
      plan(lastStart + Math.max(pace.uncertain().toNanos(), OVERDUE * usual));
    } else {
      alarm.clear();
    }
  }

  /** How many failures at once could be of use. */
  private int atOnce() {
    int most = 1;
    for (Follower each : followers) {
      Health health = each.health();
      if (health.state() != HealthState.DOWN) {
        most = Math.max(most, each.check().fall() - health.failures());
      }
    }
    return Math.min(most, MOST_AT_ONCE);
  }

  private boolean uncertain() {
    for (Follower each : followers) {
      if (each.health().uncertain()) {
        return true;
      }
    }
    return false;
  }

  boolean anyUp() {
    for (Follower each : followers) {
      if (each.health().up()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the newest result speaks against the server, to anybody. */
  boolean anyDoubted() {
    for (Follower each : followers) {
      if (each.health().failures() > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean allDown() {
    for (Follower each : followers) {
      if (each.health().state() != HealthState.DOWN) {
        return false;
      }
    }
    return true;
  }

  /** Gives a result to all whose timeout is longer than the one and at most the other. */
  private void settle(ProbeResult result, Duration above, Duration most) {
    Instant now = means.ticker().now();
    for (Follower each : followers) {
      Duration timeout = each.check().timeout();
      if (longer(timeout, above) && !longer(timeout, most)) {
        means.sink().took(each, each.take(result, now));
      }
    }
    if (sentinel != null) {
      sentinel.look();
    }
  }

  private static boolean longer(Duration a, Duration b) {
    return a.compareTo(b) > 0;
  }
}
