package org.lvsdirector.ops.bench.checks;

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
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what checking thousands of servers costs this product and keepalived. */
@Command(
    name = "ops/bench/checks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what checking thousands of servers costs: this product's checks (the library alone)",
      "and keepalived's checker process (with IPVS rules, without VRRP) in turns on one machine with",
      "a real IPVS kernel and one processor, against servers that are all well.",
      "When checks are made is taken from the wire: the SYNs that reach the servers. A check is late",
      "by what goes beyond one interval after the one before. A reload changes one thing; its",
      "processor time is what goes beyond the usual within the window after it."
    })
public final class ChecksBench implements Callable<Integer> {
  private static final long MICROS = 1_000_000;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "measurements of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--checks",
      split = ",",
      defaultValue = "tcp:36432:10,http:5000:1",
      description = "what: kind:targets:seconds (default: ${DEFAULT-VALUE})")
  private List<String> workloads;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "product,keepalived",
      description = "which of product, sentinels, keepalived (default: ${DEFAULT-VALUE})")
  private List<String> contenders;

  @Option(
      names = "--window",
      defaultValue = "30",
      description = "seconds that are measured (default: ${DEFAULT-VALUE})")
  private int window;

  @Option(names = "--json", description = "write every measurement to this file")
  private Path json;

  private final List<Cost> costs = new ArrayList<>();

  /** Runs the benchmark; exit status 1 if a measurement did not count. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ChecksBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<Workload> all = workloads.stream().map(Workload::parse).toList();
    List<Contender> who = contenders.stream().map(Contender::of).toList();
    for (Workload workload : all) {
      for (int run = 1; run <= runs; run++) {
        List<Contender> order = new ArrayList<>(who);
        Collections.rotate(order, run - 1);
        for (Contender contender : order) {
          record(measure(workload, contender, run));
        }
      }
    }
    System.out.println(CostTable.of(all, who, costs));
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), Map.of("runs", runs, "measurements", costs));
    }
    return costs.stream().allMatch(it -> it.invalid() == null) ? 0 : 1;
  }

  /** In a lab of its own, so that no capture or connection of others is left over. */
  private Cost measure(Workload workload, Contender contender, int run) throws IOException {
    try (Lab lab = Lab.open()) {
      Namespace servers = lab.namespace("rs1", 135);
      servers.ok("ip route add local " + Workload.PREFIX + " dev lo");
      servers.ok("echo 8192 >/proc/sys/net/ipv4/tcp_max_syn_backlog");
      servers.spawn(Jvm.command(Answerer.class, 64), "rs1/output");
      servers.spawn(
          "tcpdump -i eth0 -n -s 64 -B 16384 -U -Z root -w rs1/syns tcp[13] \\& 18 = 2",
          "rs1/tcpdump.log");
      Guest guest = lab.guest("d1", 134).boot().awaitUp();
      guest.ok("ip route add " + Workload.PREFIX + " via " + servers.address());
      guest.ok("modprobe ip_vs; echo 0 >/proc/sys/net/ipv4/vs/run_estimation");
      Await.until(
          "a target answers",
          Duration.ofSeconds(20),
          () -> guest.run("curl -sS -m 1 http://" + Workload.address(0) + "/").ok());
      return measure(guest, lab.folder().resolve("rs1/syns"), workload, contender, run);
    } catch (LabException e) {
      return Cost.invalid(workload, contender, run, e.getMessage());
    }
  }

  private Cost measure(Guest guest, Path capture, Workload workload, Contender contender, int run)
      throws IOException {
    long begin = System.currentTimeMillis() * 1000;
    contender.start(guest, workload);
    // The first round is crowded; two more let the rest come to rest.
    Await.elapsed(Duration.ofSeconds(15 + 2L * workload.seconds()));
    Consumption before = Consumption.of(guest, contender);
    Await.elapsed(Duration.ofSeconds(window));
    Consumption after = Consumption.of(guest, contender);
    contender.reload(guest);
    Await.elapsed(Duration.ofSeconds(window));
    Consumption reloaded = Consumption.of(guest, contender);
    guest.powerCut();
    Knocks knocks = Knocks.read(capture);
    if (knocks.times().size() < workload.targets()) {
      return Cost.invalid(
          workload,
          contender,
          run,
          "only %d targets were checked".formatted(knocks.times().size()));
    }
    long interval = workload.seconds() * MICROS;
    long[] late = knocks.lateness(before.at(), after.at(), interval);
    long[] lateThen = knocks.lateness(after.at(), reloaded.at(), interval);
    double usual = (after.process() - before.process()) / before.seconds(after);
    return new Cost(
        workload.toString(),
        contender.word(),
        run,
        (knocks.full() - begin) / 1e6,
        knocks.count(before.at(), after.at()) / before.seconds(after),
        100 * usual,
        100 * (after.machine() - before.machine()) / before.seconds(after),
        reloaded.peak(),
        Knocks.atMost(0.99, late) / 1e3,
        Knocks.atMost(0.999, late) / 1e3,
        reloaded.process() - after.process() - usual * after.seconds(reloaded),
        Knocks.atMost(0.99, lateThen) / 1e3,
        null);
  }

  private void record(Cost cost) {
    costs.add(cost);
    System.err.printf(
        Locale.ROOT,
        "run %d  %s, %s: %s%n",
        cost.run(),
        cost.workload(),
        cost.contender(),
        cost.invalid() != null
            ? "INVALID: " + cost.invalid()
            : String.format(
                Locale.ROOT,
                "%.0f checks/s, CPU %.1f %%, %.0f MiB, p99 %.0f ms late",
                cost.perSecond(),
                cost.cpu(),
                cost.mebibytes(),
                cost.late99()));
  }
}
