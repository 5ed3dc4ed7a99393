package org.lvsdirector.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "after the handshake, a third say a line now and then, a third all the time;",
      "of each as many are forwarded by DR, NAT and FullNAT, at the same time. After",
      "the failover each has to exchange one more line; it is broken when it cannot",
      "within 20 s.",
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
      description = "which, as many connections by each (default: ${DEFAULT-VALUE})")
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
      defaultValue = "10000",
      description = "ms between two lines of a slow connection (default: ${DEFAULT-VALUE})")
  private long slow;

  @Option(
      names = "--rest",
      defaultValue = "10",
      description =
          "s from the rebooted backup's return, its pair whole, to the fault (default: ${DEFAULT-VALUE})")
  private long rest;

  @Option(
      names = "--append",
      description = {
        "write each measurement to this file at once, a line of JSON, and show those",
        "that it has already as well: what takes hours can be done in parts"
      })
  private Path append;

  @Option(
      names = "--evidence",
      description = {
        "a folder for both machines' logs and connections, kept when some broke or a",
        "measurement does not count"
      })
  private Path evidence;

  @Mixin private FaultOptions options;

  private static final ObjectMapper JSON = new ObjectMapper();

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
    if (append != null && Files.exists(append)) {
      for (String line : Files.readAllLines(append)) {
        results.add(JSON.readValue(line, ConnectionResult.class));
      }
    }
    measure(modes, backups, faults);
    System.out.println(ConnectionTable.of(results));
    options.write(Map.of("runs", runs, "detect", options.detect(), "measurements", results));
    return results.stream().allMatch(result -> result.invalid() == null) ? 0 : 1;
  }

  private void measure(List<Mode> modes, List<Backup> backups, List<Fault> faults)
      throws IOException {
    CrowdRun.Size size =
        new CrowdRun.Size(connections, Duration.ofMillis(busy), Duration.ofMillis(slow));
    try (Lab lab = Lab.open()) {
      Stage stage = Stage.set(lab, modes);
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
                  contender,
                  pair,
                  stage.client(),
                  size,
                  Duration.ofSeconds(rest),
                  new Evidence(Optional.ofNullable(evidence)));
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
          List<Mode> able = stage.modes().stream().filter(it -> it != Mode.FULLNAT).toList();
          if (!able.isEmpty()) {
            all.add(new Keepalived(name, 1, able, stage.servers()));
          }
        }
        default -> throw new ParameterException(spec.commandLine(), "no such contender: " + name);
      }
    }
    return all;
  }

  private void record(ConnectionResult result) throws IOException {
    results.add(result);
    if (append != null) {
      Files.writeString(
          append,
          JSON.writeValueAsString(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
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
        "run %d  %s  %-14s %-10s %s (%s)%n",
        result.run(),
        result.backup(),
        result.fault(),
        result.contender(),
        outcome,
        String.join(", ", result.modes()));
    result.causes().forEach((cause, count) -> System.err.printf("    %5d x %s%n", count, cause));
  }
}
