package org.lvsdirector.healthcheck.exec;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.text.Lines;

/** Runs programs, a bounded number at a time, on threads of their own. */
public final class ExecProber implements Prober {
  private static final int AT_ONCE = 16;
  private static final int WAITING = 1000;

  /** The part of its time that a program may have waited before it began. */
  private static final int MOST_WAIT = 10;

  private static final int LEAST_WEIGHT = 2;
  private static final int MOST_WEIGHT = 127;

  private final Vertx vertx;
  private final ThreadPoolExecutor threads;

  /** Starts no thread before there is something to run. */
  public ExecProber(Vertx vertx) {
    this.vertx = vertx;
    AtomicInteger number = new AtomicInteger();
    ThreadFactory named =
        task -> {
          Thread thread = new Thread(task, "check-exec-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    threads =
        new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), named);
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    ExecProbe probe = (ExecProbe) watch.check().probe();
    String what = "exec " + probe.command().get(0) + " on " + watch.name();
    Attempt attempt = Attempt.begin(vertx, what, watch.check().timeout());
    Duration timeout = watch.check().timeout();
    long begin = System.nanoTime();
    AtomicLong waited = new AtomicLong(Long.MAX_VALUE);
    attempt.atDeadline(() -> late(attempt, waited.get() <= timeout.toNanos() / MOST_WAIT));
    Program program = program(watch, probe);
    try {
      threads.execute(
          () -> {
            waited.set(System.nanoTime() - begin);
            if (waited.get() < timeout.toNanos()) {
              Ending ending = program.run(begin + timeout.toNanos());
              attempt.run(() -> judge(attempt, probe, ending));
            }
          });
    } catch (RejectedExecutionException e) {
      attempt.run(() -> attempt.unable("not run, " + WAITING + " programs wait already"));
    }
    return attempt.outcome();
  }

  /** Whoever had to wait for others before him had no fair chance. */
  private static void late(Attempt attempt, boolean hadItsTime) {
    if (hadItsTime) {
      attempt.failed("does not end and is killed");
    } else {
      attempt.unable("had too little time, " + AT_ONCE + " programs were running already");
    }
  }

  private static Program program(Watch watch, ExecProbe probe) {
    InetSocketAddress target = watch.target();
    String address = target.getAddress().getHostAddress();
    String port = String.valueOf(target.getPort());
    List<String> command =
        probe.command().stream()
            .map(it -> it.replace("{address}", address).replace("{port}", port))
            .toList();
    return new Program(command, probe.user(), Map.of("LVS_ADDRESS", address, "LVS_PORT", port));
  }

  private static void judge(Attempt attempt, ExecProbe probe, Ending ending) {
    if (ending instanceof Ending.NotRun it) {
      attempt.unable(it.why());
      return;
    }
    if (!(ending instanceof Ending.Exit exit)) {
      // The deadline has judged it, or is about to.
      return;
    }
    int code = exit.code();
    String how = "exit " + code + (exit.line().isEmpty() ? "" : ": " + Lines.shown(exit.line()));
    if (probe.weighs() && code >= LEAST_WEIGHT && code <= MOST_WEIGHT) {
      attempt.ok(how, Findings.NONE.withWeight(new Weight.Exact(code - LEAST_WEIGHT)));
    } else if (probe.good().contains(code)) {
      attempt.ok(how, Findings.NONE);
    } else {
      attempt.failed(how);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
