package org.lvsdirector.ops.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures as a Markdown table: a row for each fault, a column for each contender. */
public final class Table {
  private Table() {}

  static String of(List<String> contenders, List<Fault> faults, List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("the master's end"));
    head.addAll(contenders);
    rows.add(head);
    for (Fault fault : faults) {
      List<String> row = new ArrayList<>(List.of(fault.word()));
      contenders.forEach(c -> row.add(Summary.of(c, fault.word(), results).cell()));
      rows.add(row);
    }
    return "gap · failed requests · broken connections: median (worst)\n\n" + markdown(rows);
  }

  /** A Markdown table; the first row is its head. */
  public static String markdown(List<List<String>> rows) {
    int columns = rows.get(0).size();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append('|');
      for (int column = 0; column < columns; column++) {
        text.append(' ').append(pad(rows.get(i).get(column), width(rows, column))).append(" |");
      }
      text.append('\n');
      if (i == 0) {
        text.append('|');
        for (int column = 0; column < columns; column++) {
          text.append(' ').append("-".repeat(width(rows, column))).append(" |");
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
