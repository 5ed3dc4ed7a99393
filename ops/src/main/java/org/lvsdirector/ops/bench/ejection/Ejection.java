package org.lvsdirector.ops.bench.ejection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.bench.LoadRun;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long requests fail when a real server does, for this product and keepalived. */
@Command(
    name = "ops/bench/ejection",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how long requests fail when one of two real servers does: this product and",
      "keepalived in turns on the same director with a real IPVS kernel, direct routing, a new HTTP",
      "request every 5 ms (failed after 900 ms). This product checks as it does by default (interval",
      "1s, timeout 500ms, rise 2, fall 2, with a sentinel); keepalived with delay_loop 1,",
      "connect_timeout 1, retry 1, delay_before_retry 1.",
      "Milliseconds of failing requests: from the fault to the start of the last one that failed."
    })
public final class Ejection implements Callable<Integer> {
  private static final Duration OBSERVE = Duration.ofSeconds(12);
  private static final Duration READY = Duration.ofSeconds(60);
  private static final int REQUEST_INTERVAL = 5;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "measurements of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--faults",
      split = ",",
      defaultValue = "killed,gone,error,hung,drip",
      description = "which, in this order (default: ${DEFAULT-VALUE})")
  private List<String> names;

  @Option(names = "--only", description = "product or keepalived (default: both)")
  private String only;

  @Option(
      names = "--checks",
      split = ",",
      defaultValue = "tcp,http",
      description = "with which checks (default: ${DEFAULT-VALUE})")
  private List<String> checks;

  @Option(names = "--json", description = "write every measurement to this file")
  private Path json;

  private final List<Outage> outages = new ArrayList<>();

  /** Runs the benchmark; exit status 1 if a measurement did not count. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Ejection()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<ServerFault> faults = names.stream().map(ServerFault::of).toList();
    List<Balancer> balancers;
    try (Lab lab = Lab.open()) {
      Guest guest = lab.guest("d1", 134);
      List<FrailMachine> servers =
          List.of(
              new FrailMachine(lab.namespace("rs1", 135)),
              new FrailMachine(lab.namespace("rs2", 136)));
      Namespace client = lab.namespace("client", 200);
      balancers = balancers(lab, servers.stream().map(FrailMachine::address).toList());
      for (int run = 1; run <= runs; run++) {
        // Whoever comes first in one run comes later in the next.
        List<Balancer> order = new ArrayList<>(balancers);
        Collections.rotate(order, run - 1);
        for (Balancer balancer : order) {
          measure(guest, client, servers.get(0), balancer, faults, run);
        }
      }
    }
    System.out.println(
        OutageTable.of(balancers.stream().map(Balancer::name).toList(), faults, outages));
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), Map.of("runs", runs, "measurements", outages));
    }
    return outages.stream().allMatch(it -> it.invalid() == null) ? 0 : 1;
  }

  private List<Balancer> balancers(Lab lab, List<String> servers) {
    List<Balancer> all = new ArrayList<>();
    for (String check : checks) {
      if (!"keepalived".equals(only)) {
        all.add(new ProductBalancer(lab, check, servers));
      }
      if (!"product".equals(only)) {
        all.add(new KeepalivedBalancer(check, servers));
      }
    }
    return all;
  }

  private void measure(
      Guest guest,
      Namespace client,
      FrailMachine server,
      Balancer balancer,
      List<ServerFault> faults,
      int run) {
    guest.boot();
    guest.awaitUp();
    client.ok("ip neigh flush dev eth0");
    balancer.start(guest);
    for (ServerFault fault : faults) {
      if (fault.seenByConnecting() || !balancer.connectsOnly()) {
        record(measure(guest, client, server, balancer, fault, run));
      }
    }
    guest.powerCut();
  }

  private static Outage measure(
      Guest guest,
      Namespace client,
      FrailMachine server,
      Balancer balancer,
      ServerFault fault,
      int run) {
    boolean struck = false;
    try {
      awaitReady(guest, balancer);
      try (LoadRun load = LoadRun.requests(client, Lab.VIP, REQUEST_INTERVAL)) {
        load.awaitWarm();
        struck = true;
        long at = fault.strike(server);
        Await.elapsed(OBSERVE);
        return Outage.of(balancer.name(), fault, run, load.finish(), at);
      }
    } catch (LabException e) {
      return Outage.invalid(balancer.name(), fault, run, e.getMessage());
    } finally {
      if (struck) {
        fault.heal(server);
      }
    }
  }

  /** Waits until the director holds the address and forwards to both servers. */
  private static void awaitReady(Guest guest, Balancer balancer) {
    Await.until(
        balancer.name() + " forwards to both servers",
        READY,
        Duration.ofMillis(300),
        () ->
            guest.run("ip -o addr show dev vec0 | grep -q ' " + Lab.VIP + "/'").ok()
                && guest.run("[ $(grep -cE 'Route +[1-9]' /proc/net/ip_vs) = 2 ]").ok(),
        () -> guest.run("cat /proc/net/ip_vs").text() + balancer.log(guest));
  }

  private void record(Outage outage) {
    outages.add(outage);
    System.err.printf(
        Locale.ROOT,
        "run %d  %-18s %-18s %s%n",
        outage.run(),
        outage.balancer(),
        outage.fault(),
        outage.invalid() != null
            ? "INVALID: " + outage.invalid()
            : String.format(
                Locale.ROOT,
                "%.0f ms, %d of %d requests failed",
                outage.failingMs(),
                outage.failed(),
                outage.requests()));
  }
}
