package org.lvsdirector.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Broken connections as a Markdown table: a row for each situation, a column a contender. */
final class ConnectionTable {
  private ConnectionTable() {}

  static String of(List<ConnectionResult> results) {
    List<String> contenders = results.stream().map(ConnectionResult::contender).distinct().toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("the backup", "the master's end"));
    head.addAll(contenders);
    rows.add(head);
    for (Backup backup : Backup.values()) {
      for (Fault fault : Fault.values()) {
        List<ConnectionResult> situation =
            results.stream()
                .filter(it -> it.backup().equals(backup.option()))
                .filter(it -> it.fault().equals(fault.word()))
                .toList();
        if (!situation.isEmpty()) {
          List<String> row =
              new ArrayList<>(List.of(backup.option() + ": " + backup.word(), fault.word()));
          contenders.forEach(
              contender ->
                  row.add(
                      cell(
                          situation.stream()
                              .filter(it -> it.contender().equals(contender))
                              .toList())));
          rows.add(row);
        }
      }
    }
    return "broken connections: median (worst)/all\n\n" + Table.markdown(rows);
  }

  /** What one contender's runs of one situation come to. */
  static String cell(List<ConnectionResult> results) {
    List<ConnectionResult> valid = results.stream().filter(it -> it.invalid() == null).toList();
    int invalid = results.size() - valid.size();
    if (valid.isEmpty()) {
      return invalid == 0 ? "–" : "no valid run of " + invalid;
    }
    return String.format(
            Locale.ROOT,
            "%.0f (%d)/%d",
            Median.of(valid.stream().mapToDouble(it -> it.broken().size())).orElseThrow(),
            valid.stream().mapToInt(it -> it.broken().size()).max().orElseThrow(),
            valid.stream().mapToInt(ConnectionResult::connections).max().orElseThrow())
        + (invalid == 0 ? "" : " · " + invalid + " invalid");
  }
}
