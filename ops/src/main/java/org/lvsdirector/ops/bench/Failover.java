package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.Namespace;
import org.lvsdirector.ops.lab.RealServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what clients notice of a master's end, for this product and for keepalived. */
@Command(
    name = "ops/bench/failover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what clients notice when the master ends: this product and keepalived on the same",
      "two machines with a real IPVS kernel, direct routing, two real servers, a new HTTP request",
      "every 10 ms (failed after 900 ms) and 50 long-lived connections that echo a line every 150 ms.",
      "Gap: the longest time from one successful answer to the next; 0.01 s is an undisturbed service."
    })
public final class Failover implements Callable<Integer> {
  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "measurements of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(names = "--only", description = "product or keepalived (default: both)")
  private String only;

  @Mixin private FaultOptions options;

  /** Failures that are worth a look one by one. */
  private static final int FEW = 3;

  private final List<Result> results = new ArrayList<>();

  /** Runs the benchmark; exit status 1 if a measurement did not count. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Failover()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<Fault> faults = options.faults();
    List<String> names;
    try (Lab lab = Lab.open()) {
      List<Guest> guests = List.of(lab.guest("d1", 134), lab.guest("d2", 137));
      List<RealServer> servers = List.of(lab.realServer("rs1", 135), lab.realServer("rs2", 136));
      Namespace client = lab.namespace("client", 200);
      servers.forEach(server -> Mode.DR.prepare(server, client.address()));
      List<String> addresses = servers.stream().map(RealServer::address).toList();
      List<Contender> contenders = contenders(lab, addresses);
      names = contenders.stream().map(Contender::name).toList();
      for (int run = 1; run <= runs; run++) {
        // Whoever comes first in one run comes later in the next.
        List<Contender> order = new ArrayList<>(contenders);
        Collections.rotate(order, run - 1);
        for (Contender contender : order) {
          Pair pair = new Pair(guests, client, contender);
          pair.start();
          for (Fault fault : faults) {
            record(pair.measure(fault, run));
          }
          pair.off();
        }
      }
    }
    System.out.println(Table.of(names, faults, results));
    options.write(document(names, faults));
    return results.stream().allMatch(r -> r.invalid() == null) ? 0 : 1;
  }

  private List<Contender> contenders(Lab lab, List<String> servers) {
    List<Contender> all = new ArrayList<>();
    if (!"keepalived".equals(only)) {
      all.add(
          new Product(
              lab,
              "lvs-director",
              List.of(Mode.DR),
              servers,
              it -> it.withDetect(options.detect())));
    }
    if (!"product".equals(only)) {
      all.add(new Keepalived("keepalived 1 s", 1, List.of(Mode.DR), servers));
      all.add(new Keepalived("keepalived 0.1 s", 0.1, List.of(Mode.DR), servers));
    }
    return all;
  }

  private void record(Result result) {
    results.add(result);
    System.err.printf(
        Locale.ROOT,
        "run %d  %-16s %-15s %s%n",
        result.run(),
        result.contender(),
        result.fault(),
        result.invalid() != null
            ? "INVALID: " + result.invalid().lines().limit(30).collect(Collectors.joining("\n    "))
            : String.format(
                Locale.ROOT,
                "gap %.3f s, failed %d of %d%s, broken %d of %d (before: longest gap %.3f s)",
                result.gapMs() / 1000,
                result.failed(),
                result.requests(),
                result.failed() > 0 && result.failed() <= FEW ? " " + result.causes() : "",
                result.broken(),
                result.connections(),
                result.calmMs() / 1000));
  }

  private Map<String, Object> document(List<String> names, List<Fault> faults) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "gap", "longest time from one successful answer to the next, from the fault on, in ms");
    document.put("requestIntervalMs", 10);
    document.put("requestTimeoutMs", 900);
    document.put("runs", runs);
    document.put("detect", options.detect());
    document.put(
        "summary",
        names.stream()
            .flatMap(n -> faults.stream().map(f -> Summary.of(n, f.word(), results)))
            .toList());
    document.put("measurements", results);
    return document;
  }
}
