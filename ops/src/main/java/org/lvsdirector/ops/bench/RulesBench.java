package org.lvsdirector.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Project;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon thousands of rules are in the kernel, and what changing them costs. */
@Command(
    name = "ops/bench/rules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how soon thousands of rules are in the kernel, and what a reload costs: this product",
      "(a node, and its command ipvsadm), ipvsadm and keepalived on the same rules (NAT, wrr, no",
      "health checks) on one machine with a real IPVS kernel and one processor, each time in a fresh",
      "network namespace, in turns.",
      "From nothing: from the start of the process until /proc/net/ip_vs lists everything.",
      "A reload of this product is SIGHUP until it logs that the rules have followed.",
      "ipvsadm has no reload: `ipvsadm -C` and `-R` stand for a file that may have changed (meanwhile",
      "there is no service), and `-e` commands by `ipvsadm -R` for changes that somebody knows.",
      "A reload of keepalived is SIGHUP until the new weights are in the kernel, or, without any,",
      "until its processes have come to rest."
    })
public final class RulesBench implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "measurements of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--rules",
      split = ",",
      defaultValue = "1000x10,2000x10",
      description = "services x servers of each (default: ${DEFAULT-VALUE})")
  private List<String> sizes;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "product,product-ipvsadm,ipvsadm,keepalived",
      description = "which contenders (default: ${DEFAULT-VALUE})")
  private List<String> contenders;

  @Option(names = "--json", description = "write every measurement to this file")
  private Path json;

  private final List<RulesRun> results = new ArrayList<>();

  /** Runs the benchmark; exit status 1 if a measurement did not count. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RulesBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<RuleSet> sets = sizes.stream().map(RuleSet::parse).toList();
    try (Lab lab = Lab.open()) {
      Guest guest = lab.guest("d1", 134).boot().awaitUp();
      try (InputStream script = RulesBench.class.getResourceAsStream("rules-measure")) {
        Files.copy(script, lab.folder().resolve("rules-measure"));
      }
      for (RuleSet rules : sets) {
        rules.write(guest.home());
        for (int run = 1; run <= runs; run++) {
          // Whoever comes first in one run comes later in the next.
          List<String> order = new ArrayList<>(contenders);
          Collections.rotate(order, run - 1);
          for (String contender : order) {
            record(measure(guest, contender, rules, run));
          }
        }
      }
    }
    System.out.println(RulesTable.of(contenders, sets, results));
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), Map.of("runs", runs, "measurements", results));
    }
    return results.stream().allMatch(result -> result.invalid() == null) ? 0 : 1;
  }

  private static RulesRun measure(Guest guest, String contender, RuleSet rules, int run) {
    // A namespace of its own: deleted rules stay in a list that the kernel walks at each new one.
    String script =
        """
        ip netns del bench 2>/dev/null
        ip netns add bench
        for ((i = 0; i < 100; i++)); do
          read -r used </sys/module/ip_vs_wrr/refcnt
          [ "$used" = 0 ] && break
          sleep 0.1
        done
        ip netns exec bench bash $LAB_FOLDER/rules-measure %s %d %d %s
        status=$?
        kill -KILL $(ip netns pids bench) 2>/dev/null
        exit $status
        """
            .formatted(contender, rules.services(), rules.servers(), Project.launcher());
    try {
      return RulesRun.of(contender, rules.toString(), run, guest.run(script, LIMIT));
    } catch (LabException late) {
      guest.run("kill -KILL $(ip netns pids bench)");
      return new RulesRun(contender, rules.toString(), run, Map.of(), late.getMessage());
    }
  }

  private void record(RulesRun result) {
    results.add(result);
    System.err.printf(
        "run %d  %-24s %-11s %s%n",
        result.run(),
        result.rules(),
        result.contender(),
        result.invalid() == null ? result.figures() : "INVALID: " + result.invalid());
  }
}
