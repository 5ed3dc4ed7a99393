package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Finds what a test wants it to find, by target. */
final class FakeProber implements Prober {
  final Set<Watch> failing = new HashSet<>();
  final Set<Watch> unable = new HashSet<>();
  final Set<Watch> hanging = new HashSet<>();
  final Map<Watch, List<Promise<ProbeResult>>> pending = new HashMap<>();
  private final VirtualTicker time;
  private final Map<Watch, List<Long>> starts = new HashMap<>();
  Findings findings = Findings.NONE;

  /** Whether all fail at the moment. */
  BooleanSupplier broken = () -> false;

  boolean closed;

  FakeProber(VirtualTicker time) {
    this.time = time;
  }

  /** When probes of a watch started, in milliseconds. */
  List<Long> starts(Watch watch) {
    return starts.getOrDefault(watch, List.of());
  }

  int count() {
    return starts.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    starts.computeIfAbsent(watch, w -> new ArrayList<>()).add(time.millis());
    if (hanging.contains(watch)) {
      Promise<ProbeResult> never = Promise.promise();
      pending.computeIfAbsent(watch, w -> new ArrayList<>()).add(never);
      return never.future();
    }
    Duration took = Duration.ofMillis(1);
    return Future.succeededFuture(
        unable.contains(watch)
            ? ProbeResult.unable("too many open files", took)
            : failing.contains(watch) || broken.getAsBoolean()
                ? ProbeResult.failed("broken", took)
                : ProbeResult.ok("works", took).with(findings));
  }

  @Override
  public void close() {
    closed = true;
  }
}
