package org.lvsdirector.healthcheck;

import io.vertx.core.Vertx;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.lvsdirector.healthcheck.kinds.Probers;

/** Checks a server, uses up its own descriptors for a while, and says what it thinks of it. */
final class LackingProcess {
  private LackingProcess() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    HealthMonitor monitor = new HealthMonitor(vertx, new Probers(vertx), change -> {});
    // Without descriptors no class can be loaded from a folder: have those of failures there.
    Check refused = new Check(new Probe.Tcp(), Duration.ofMillis(50), Duration.ofMillis(50), 1, 1);
    monitor.watch(
        Set.of(new Watch(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), refused)));
    await(() -> down(monitor) == 1 && up(monitor) == 0 && monitor.status().unable() == 0);
    Set<Watch> watches = new LinkedHashSet<>();
    for (int i = 0; i < 50; i++) {
      Duration interval = Duration.ofMillis(100);
      String address = "127.0.0." + (1 + i);
      InetSocketAddress target = new InetSocketAddress(address, Integer.parseInt(args[0]));
      Check check = new Check(new Probe.Tcp(), interval, interval, 2, 2).withSentinel(i < 20);
      watches.add(new Watch(target, check));
    }
    monitor.watch(watches);
    await(() -> up(monitor) == 50);
    List<FileInputStream> hoard = new ArrayList<>();
    takeAll(hoard);
    long before = monitor.status().unable();
    await(
        () -> {
          // Those of the probes that were under way have come back.
          takeAll(hoard);
          return monitor.status().unable() > before + 100;
        });
    String starved = "starved with " + up(monitor) + " up and " + down(monitor) + " down";
    for (FileInputStream each : hoard) {
      each.close();
    }
    System.out.println(starved);
    await(() -> monitor.status().lack().isEmpty());
    System.out.println("fed with " + up(monitor) + " up and " + down(monitor) + " down");
    System.exit(0);
  }

  private static void takeAll(List<FileInputStream> hoard) {
    try {
      while (true) {
        hoard.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException full) {
      // None is left, which is what was wanted.
    }
  }

  private static long up(HealthMonitor monitor) {
    return monitor.snapshot().values().stream().filter(Health::up).count();
  }

  private static long down(HealthMonitor monitor) {
    return monitor.snapshot().values().stream()
        .filter(it -> it.state() == HealthState.DOWN)
        .count();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within a minute");
      }
      Thread.sleep(20);
    }
  }
}
