package org.lvsdirector.ops.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.lab.Lab;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The chaos test as a command. */
@Command(
    name = "ops/lab/chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Torments a cluster in the lab by a schedule of faults, records who answers for the VIP and",
      "what clients see, and tells from the record what broke a promise. Exit status 1 if anything",
      "did. The same options give the same schedule; --replay takes one that was printed."
    })
public final class Chaos implements Callable<Integer> {
  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "length of the schedule, e.g. 0.5 (default: ${DEFAULT-VALUE})")
  private double minutes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "another one, another schedule (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--directors",
      defaultValue = "2",
      description = "2, 3, 2+witness or 3+witness (default: ${DEFAULT-VALUE})")
  private String directors;

  @Option(
      names = "--quorum",
      defaultValue = "none",
      description = "none or majority (default: ${DEFAULT-VALUE})")
  private String quorum;

  @Option(
      names = "--lease",
      defaultValue = "5",
      description = "of the VIP, in seconds (default: ${DEFAULT-VALUE})")
  private int lease;

  @Option(
      names = "--detect",
      defaultValue = "300",
      description = "in milliseconds (default: ${DEFAULT-VALUE})")
  private int detect;

  @Option(names = "--replay", description = "carry out the schedule in this file")
  private Path replay;

  @Option(names = "--print", description = "print the schedule and do nothing")
  private boolean print;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Chaos()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Shape shape = Shape.parse(directors, quorum);
    Schedule schedule =
        replay == null
            ? Schedule.draw(shape, Math.round(minutes * 60_000), seed)
            : Schedule.parse(Files.readString(replay));
    String name =
        String.format(
            Locale.ROOT,
            "# ops/lab/chaos --minutes %s --seed %d %s --detect %d --lease %d",
            minutes,
            seed,
            shape.options(),
            detect,
            lease);
    if (print) {
      System.out.println(name + "\n" + schedule.print());
      return 0;
    }
    System.out.println(name);
    Bounds bounds = new Bounds(shape, detect, lease * 1000.0);
    try (Lab lab = Lab.open()) {
      Cluster cluster = Cluster.start(lab, shape, detect + "ms", lease + "s");
      Evidence evidence = Trial.run(cluster, schedule, line -> System.err.println("  " + line));
      List<Finding> findings = new Checker(bounds).check(evidence);
      System.out.println(Figures.of(evidence));
      findings.forEach(finding -> System.out.println("FOUND " + finding));
      if (!findings.isEmpty()) {
        System.out.println(name + "\n" + schedule.print() + cluster.logs());
      }
      return findings.isEmpty() ? 0 : 1;
    }
  }
}
