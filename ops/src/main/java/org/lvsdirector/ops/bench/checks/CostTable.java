package org.lvsdirector.ops.bench.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.lvsdirector.ops.bench.Median;
import org.lvsdirector.ops.bench.Table;

/** The figures as Markdown: a table for each workload, a row for each contender, medians. */
final class CostTable {
  private CostTable() {}

  static String of(List<Workload> workloads, List<Contender> contenders, List<Cost> costs) {
    StringBuilder text = new StringBuilder();
    for (Workload workload : workloads) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              workload.toString(),
              "all checked after",
              "checks/s",
              "CPU",
              "machine's CPU",
              "memory",
              "late (p99)",
              "late (p99.9)",
              "a reload's CPU",
              "late after it (p99)"));
      for (Contender contender : contenders) {
        rows.add(
            row(
                contender,
                costs.stream()
                    .filter(
                        it ->
                            it.workload().equals(workload.toString())
                                && it.contender().equals(contender.word())
                                && it.invalid() == null)
                    .toList()));
      }
      text.append(Table.markdown(rows)).append('\n');
    }
    return text.toString();
  }

  private static List<String> row(Contender contender, List<Cost> valid) {
    return List.of(
        contender.word(),
        cell("%.1f s", valid, Cost::fullSeconds),
        cell("%.0f", valid, Cost::perSecond),
        cell("%.1f %%", valid, Cost::cpu),
        cell("%.1f %%", valid, Cost::machine),
        cell("%.0f MiB", valid, Cost::mebibytes),
        cell("%.0f ms", valid, Cost::late99),
        cell("%.0f ms", valid, Cost::late999),
        cell("%.2f s", valid, Cost::reloadCpu),
        cell("%.0f ms", valid, Cost::reloadLate99));
  }

  private static String cell(String format, List<Cost> valid, ToDoubleFunction<Cost> figure) {
    OptionalDouble median = Median.of(valid.stream().mapToDouble(figure));
    return median.isPresent()
        ? String.format(Locale.ROOT, format, median.getAsDouble())
        : "no valid run";
  }
}
