package org.lvsdirector.ops.bench.checks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.HealthMonitor;
import org.lvsdirector.healthcheck.Pace;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.kinds.Probers;

/**
 * This product's checks alone, as a program. Arguments: a folder and a {@link Workload}, and {@code
 * sentinels} where such are to be held. It makes the file {@code full} once every target is up, and
 * takes another set of targets when the file {@code reload} appears.
 */
public final class Checker {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 100;

  private Checker() {}

  /** Checks until it is killed. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Workload workload = Workload.parse(args[1]);
    boolean sentinels = args.length > 2;
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    HealthMonitor monitor = new HealthMonitor(vertx, new Probers(vertx), change -> {});
    monitor.watch(watches(workload, sentinels, 0)).await(1, TimeUnit.MINUTES);
    boolean full = false;
    boolean reloaded = false;
    while (true) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      if (!full && monitor.snapshot().values().stream().allMatch(it -> it.up())) {
        full = true;
        Files.createFile(folder.resolve("full"));
      }
      if (full && !reloaded && Files.exists(folder.resolve("reload"))) {
        reloaded = true;
        monitor.watch(watches(workload, sentinels, 1)).await(1, TimeUnit.MINUTES);
      }
    }
  }

  /** All targets but the first few, made anew as after reading a file. */
  private static Set<Watch> watches(Workload workload, boolean sentinels, int without) {
    Duration interval = Duration.ofSeconds(workload.seconds());
    Probe probe =
        workload.http()
            ? new HttpProbe(
                Request.get("/"),
                Expectation.status(200, 399),
                Optional.empty(),
                false,
                Optional.empty())
            : new Probe.Tcp();
    Check check =
        new Check(probe, interval, TIMEOUT, 2, 2).at(Pace.of(interval)).withSentinel(sentinels);
    Set<Watch> all = new LinkedHashSet<>();
    workload
        .addresses()
        .skip(without)
        .forEach(it -> all.add(new Watch(new InetSocketAddress(it, Workload.PORT), check)));
    return all;
  }
}
