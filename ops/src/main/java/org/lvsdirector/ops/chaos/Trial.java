package org.lvsdirector.ops.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.lvsdirector.ops.bench.LoadLog;
import org.lvsdirector.ops.bench.LoadRun;
import org.lvsdirector.ops.chaos.Evidence.Claim;
import org.lvsdirector.ops.chaos.Evidence.Deed;
import org.lvsdirector.ops.chaos.Evidence.Lost;
import org.lvsdirector.ops.lab.ArpWatch;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;

/** Carries a schedule out, and gathers what was seen. */
final class Trial {
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final double MS = 1e6;

  private final Cluster cluster;
  private final Tormentor tormentor;
  private final Consumer<String> log;
  private final List<Deed> deeds = new ArrayList<>();
  private final long begin = System.nanoTime();
  private final double beginEpoch = System.currentTimeMillis();

  private Trial(Cluster cluster, Consumer<String> log) {
    this.cluster = cluster;
    this.tormentor = new Tormentor(cluster);
    this.log = log;
  }

  /** Carries it out under load; 20 s after the last fault it is over. */
  static Evidence run(Cluster cluster, Schedule schedule, Consumer<String> log) {
    try (LoadRun load = LoadRun.start(cluster.client(), Lab.VIP).awaitWarm()) {
      ArpWatch watch = cluster.observe();
      return new Trial(cluster, log).run(schedule, load, watch);
    }
  }

  private Evidence run(Schedule schedule, LoadRun load, ArpWatch watch) {
    Map<String, Path> logs = new HashMap<>();
    cluster
        .names()
        .forEach(it -> logs.put(it, cluster.member(it).guest().home().resolve("director.log")));
    Takes takes = new Takes(logs, this::now);
    ExecutorService hands = Executors.newCachedThreadPool();
    List<Future<?>> running = new ArrayList<>();
    try {
      double end = schedule.end() + SETTLE.toMillis();
      List<Step> due = new ArrayList<>(schedule.steps());
      while (now() < end || running.stream().anyMatch(it -> !it.isDone())) {
        while (!due.isEmpty() && due.get(0).at() <= now()) {
          Step step = due.remove(0);
          running.add(hands.submit(() -> carryOut(step)));
        }
        takes.look();
        Await.elapsed(Duration.ofMillis(20));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (java.util.concurrent.ExecutionException failed) {
      throw new LabException(
          "a fault could not be done: " + failed.getCause().getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", interrupted);
    } finally {
      hands.shutdownNow();
    }
    double length = now();
    watch.stop();
    LoadLog seen = load.finish();
    return new Evidence(
        claims(watch),
        List.copyOf(deeds),
        takes.all(),
        seen.requests().stream()
            .filter(it -> !it.ok() && it.failure().contains("refused"))
            .map(it -> Math.round((it.start() - begin) / MS))
            .toList(),
        seen.broken().stream().map(why -> new Lost(length, why)).toList(),
        length);
  }

  private void carryOut(Step step) {
    double at = now();
    log.accept(step.print());
    tormentor.strike(step);
    long healAt = begin + step.end() * 1_000_000;
    Await.elapsed(Duration.ofNanos(Math.max(0, healAt - System.nanoTime())));
    tormentor.heal(step);
    synchronized (deeds) {
      deeds.add(new Deed(at, now(), step.kind(), Tormentor.targets(step)));
    }
  }

  private List<Claim> claims(ArpWatch watch) {
    return watch.seen().stream()
        .filter(it -> it.sender().equals(Lab.VIP))
        .map(it -> new Claim(it.time() * 1000 - beginEpoch, cluster.nameOf(it.mac())))
        .toList();
  }

  private double now() {
    return (System.nanoTime() - begin) / MS;
  }
}
