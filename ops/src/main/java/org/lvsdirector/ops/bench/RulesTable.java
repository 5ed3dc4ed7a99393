package org.lvsdirector.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures as Markdown tables, one for each set of rules: medians of the runs that count. */
final class RulesTable {
  private record Row(String words, String figure, double unit, String suffix) {}

  private static final List<Row> ROWS =
      List.of(
          seconds("from nothing", "start"),
          seconds("  of that, first to last rule", "program"),
          seconds("  processor time", "start-cpu"),
          count("  messages that change rules", "start-messages"),
          seconds("reload, nothing changed", "same"),
          seconds("  processor time", "same-cpu"),
          count("  messages", "same-messages"),
          seconds("reload, a comment changed", "commented"),
          count("  messages", "commented-messages"),
          seconds("reload, one weight changed", "one"),
          seconds("  processor time", "one-cpu"),
          count("  messages", "one-messages"),
          seconds("reload, a tenth changed", "tenth"),
          seconds("  processor time", "tenth-cpu"),
          count("  messages", "tenth-messages"),
          new Row("at rest, of one processor", "steady", 100, " %"),
          new Row("peak memory", "memory", 1024, " MiB"));

  private RulesTable() {}

  private static Row seconds(String words, String figure) {
    return new Row(words, figure, 1000, " s");
  }

  private static Row count(String words, String figure) {
    return new Row(words, figure, 1, "");
  }

  static String of(List<String> contenders, List<RuleSet> sets, List<RulesRun> results) {
    StringBuilder text = new StringBuilder();
    for (RuleSet rules : sets) {
      List<List<String>> rows = new ArrayList<>();
      List<String> head = new ArrayList<>(List.of(rules.toString()));
      head.addAll(contenders);
      rows.add(head);
      for (Row row : ROWS) {
        List<String> cells = new ArrayList<>(List.of(row.words()));
        contenders.forEach(contender -> cells.add(cell(row, contender, rules, results)));
        rows.add(cells);
      }
      text.append(Table.markdown(rows)).append('\n');
    }
    return text.toString();
  }

  private static String cell(Row row, String contender, RuleSet rules, List<RulesRun> results) {
    OptionalDouble median = median(contender, rules.toString(), row.figure(), results);
    if (median.isEmpty()) {
      return "–";
    }
    double value = median.getAsDouble();
    return row.unit() == 1
        ? String.valueOf(Math.round(value))
        : String.format(Locale.ROOT, "%.2f", value / row.unit()) + row.suffix();
  }

  /** The median of one figure over the runs that count; empty where none tells it. */
  static OptionalDouble median(
      String contender, String rules, String figure, List<RulesRun> results) {
    return Median.of(
        results.stream()
            .filter(run -> run.contender().equals(contender) && run.rules().equals(rules))
            .filter(run -> run.figures().containsKey(figure))
            .mapToDouble(run -> run.figures().get(figure)));
  }
}
