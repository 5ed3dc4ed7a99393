package org.lvsdirector.healthcheck.kinds;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.exec.ExecProbe;
import org.lvsdirector.healthcheck.testing.Watches;

/** A process that uses up all its descriptors, then probes, and prints what came of it. */
final class Starved {
  private static final int PORT = 9;
  private static final int LIMIT = 10_000;
  private static final int QUIET_LOOKS = 10;

  private Starved() {}

  /** Takes whether to prefer the native transport, and a file that holds a secret. */
  public static void main(String[] arguments) throws Exception {
    boolean nativeTransport = Boolean.parseBoolean(arguments[0]);
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
    Probers probers = new Probers(vertx);
    Map<String, Probe> all = new LinkedHashMap<>(EveryKind.overTcp());
    EveryKind.overUdp(Path.of(arguments[1]))
        .forEach((kind, probe) -> all.put(kind + "/udp", probe));
    all.put("exec", new ExecProbe(List.of("/bin/true"), Optional.empty(), Set.of(0), false));
    // What is loaded and read once has to be before there is nothing left.
    for (Probe each : all.values()) {
      result(probers, each);
    }
    List<FileInputStream> open = new ArrayList<>();
    // Sockets of the probes before may be closed late, and give back what had been used up.
    for (int quiet = 0; quiet < QUIET_LOOKS; quiet++) {
      quiet = useUp(open) ? 0 : quiet;
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Map<String, ProbeResult> results = new LinkedHashMap<>();
    for (Map.Entry<String, Probe> each : all.entrySet()) {
      useUp(open);
      results.put(each.getKey(), result(probers, each.getValue()));
    }
    for (FileInputStream each : open) {
      each.close();
    }
    results.forEach(
        (kind, result) -> System.out.println(kind + ": " + result.outcome() + " " + result.text()));
    System.exit(0);
  }

  /** Takes all descriptors that are left; whether there was one. */
  private static boolean useUp(List<FileInputStream> open) {
    int before = open.size();
    try {
      while (open.size() < LIMIT) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      // That was the last one.
    }
    return open.size() > before;
  }

  private static ProbeResult result(Probers probers, Probe probe) throws Exception {
    return probers
        .probe(Watches.of(PORT, probe, 2000))
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }
}
