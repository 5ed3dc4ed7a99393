package org.lvsdirector.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the relay costs with a large table. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what the relay costs with a large table, which is made, not of",
      "clients: how long a freshly joined backup takes to have all entries of the",
      "master, how many are missing there or differ (compared one by one), and how",
      "fast the relay carries what the master's kernel says; with the processor",
      "time and the memory of both processes. A guest has one processor, and runs",
      "Java several times slower than the machine below."
    })
final class SyncCost implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--entries",
      defaultValue = "200000",
      description = "in the master's table (default: ${DEFAULT-VALUE})")
  private int entries;

  @Option(
      names = "--live",
      defaultValue = "100000",
      description = "that the kernel says to the relay afterwards (default: ${DEFAULT-VALUE})")
  private int live;

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "of those, a second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--detect",
      defaultValue = "300ms",
      description = "the product's cluster.detect (default: ${DEFAULT-VALUE})")
  private String detect;

  @Option(names = "--json", description = "write every measurement to this file")
  private Path json;

  private final List<Map<String, Double>> results = new ArrayList<>();
  private boolean failed;

  @Override
  public Integer call() throws IOException {
    try (Lab lab = Lab.open()) {
      Stage stage = Stage.set(lab, List.of(Mode.DR));
      for (int run = 1; run <= runs; run++) {
        CostRun measurement = new CostRun(stage, stage.product("relay", detect));
        try {
          results.add(measurement.measure(entries, live, rate));
          System.err.println("run " + run + "  " + results.get(results.size() - 1));
        } catch (LabException e) {
          failed = true;
          System.err.println("run " + run + "  INVALID: " + e.getMessage());
        }
      }
    }
    System.out.println(table());
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), results);
    }
    return failed ? 1 : 0;
  }

  private String table() {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> names.addAll(result.keySet()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("%d entries".formatted(entries), "median", "worst"));
    for (String name : names) {
      rows.add(
          List.of(
              name,
              text(Median.of(results.stream().mapToDouble(it -> it.get(name))).orElseThrow()),
              text(results.stream().mapToDouble(it -> it.get(name)).max().orElseThrow())));
    }
    return Table.markdown(rows);
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
