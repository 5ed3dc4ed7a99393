package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Lab;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts the connections that break when the master ends, with a backup old or new. */
@Command(
    name = "ops/bench/connections",
    subcommands = SyncCost.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Counts live connections that break when the master ends: this product, with",
      "its relay and with the kernel's multicast sync, and keepalived, on the same",
      "two machines with a real IPVS kernel. A third of the connections are idle",
      "after the handshake, a third say a line now and then, a third all the time.",
      "After the failover each has to exchange one more line; it is broken when it",
      "cannot within 20 s.",
      "The backup has been there before the connections (a), or is rebooted while",
      "they talk (b), or is rebooted while all are silent, and they stay so until",
      "after the failover (c). keepalived has no FullNAT.",
      "With the command cost: what the relay costs with a large table."
    })
public final class Connections implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--runs", defaultValue = "1", description = "of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--connections",
      defaultValue = "5000",
      description = "how many, at most 30000 (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "dr,nat,fullnat",
      description = "which (default: ${DEFAULT-VALUE})")
  private List<String> modeNames;

  @Option(
      names = "--cases",
      split = ",",
      defaultValue = "a,b,c",
      description = "what became of the backup (default: ${DEFAULT-VALUE})")
  private List<String> caseNames;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "relay,kernel,keepalived",
      description = "which contenders (default: ${DEFAULT-VALUE})")
  private List<String> only;

  @Option(
      names = "--busy",
      defaultValue = "1000",
      description = "ms between two lines of a busy connection (default: ${DEFAULT-VALUE})")
  private long busy;

  @Option(
      names = "--slow",
      defaultValue = "30000",
      description = "ms between two lines of a slow connection (default: ${DEFAULT-VALUE})")
  private long slow;

  @Option(
      names = "--rest",
      defaultValue = "10",
      description =
          "s from the rebooted backup's return, its pair whole, to the fault (default: ${DEFAULT-VALUE})")
  private long rest;

  @Mixin private FaultOptions options;

  private final List<ConnectionResult> results = new ArrayList<>();

  /** Runs the benchmark; exit status 1 if a measurement did not count. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Connections()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (connections < 1 || connections > ConnectionTrial.MOST) {
      throw new ParameterException(
          spec.commandLine(), "--connections is 1 to " + ConnectionTrial.MOST);
    }
    List<Mode> modes = modeNames.stream().map(Mode::of).toList();
    List<Backup> backups = caseNames.stream().map(Backup::of).toList();
    List<Fault> faults = options.faults();
    for (Mode mode : modes) {
      measure(mode, backups, faults);
    }
    System.out.println(ConnectionTable.of(only, modes, backups, faults, results));
    options.write(Map.of("runs", runs, "detect", options.detect(), "measurements", results));
    return results.stream().allMatch(result -> result.invalid() == null) ? 0 : 1;
  }

  private void measure(Mode mode, List<Backup> backups, List<Fault> faults) {
    CrowdRun.Size size =
        new CrowdRun.Size(connections, Duration.ofMillis(busy), Duration.ofMillis(slow));
    try (Lab lab = Lab.open()) {
      Stage stage = Stage.set(lab, mode);
      List<Contender> contenders = contenders(stage);
      int number = 0;
      for (int run = 1; run <= runs; run++) {
        // Whoever comes first in one run comes later in the next.
        List<Contender> order = new ArrayList<>(contenders);
        Collections.rotate(order, run - 1);
        for (Contender contender : order) {
          Pair pair = new Pair(stage.guests(), stage.client(), contender);
          pair.start();
          ConnectionTrial trial =
              new ConnectionTrial(
                  contender, mode, pair, stage.client(), size, Duration.ofSeconds(rest));
          for (Backup backup : backups) {
            for (Fault fault : faults) {
              record(trial.measure(backup, fault, run, number++));
            }
          }
          pair.off();
        }
      }
    }
  }

  private List<Contender> contenders(Stage stage) {
    List<Contender> all = new ArrayList<>();
    for (String name : only) {
      switch (name) {
        case "relay", "kernel" -> all.add(stage.product(name, options.detect()));
        case "keepalived" -> {
          if (stage.mode() != Mode.FULLNAT) {
            all.add(new Keepalived(name, 1, stage.mode(), stage.servers()));
          }
        }
        default -> throw new ParameterException(spec.commandLine(), "no such contender: " + name);
      }
    }
    return all;
  }

  private void record(ConnectionResult result) {
    results.add(result);
    String outcome =
        result.invalid() != null
            ? "INVALID: " + result.invalid().lines().limit(30).collect(Collectors.joining("\n    "))
            : "broken %d of %d; the backup had %d of %d entries"
                .formatted(
                    result.broken().size(),
                    result.connections(),
                    result.onBackup(),
                    result.onMaster());
    System.err.printf(
        "run %d  %-7s %s  %-14s %-10s %s%n",
        result.run(), result.mode(), result.backup(), result.fault(), result.contender(), outcome);
    result.causes().forEach((cause, count) -> System.err.printf("    %5d x %s%n", count, cause));
  }
}
