package org.lvsdirector.ops.terminal;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much a terminal shows.
 *
 * @param rows 1 or more
 * @param columns 1 or more
 */
record Screen(int rows, int columns) {
  private static final Screen USUAL = new Screen(24, 80);

  /** Reads what {@code stty size} prints; a terminal that does not know says 0. */
  static Screen parse(String size) {
    String[] words = size.strip().split(" ", -1);
    if (words.length != 2
        || !words[0].matches("[1-9]\\d{0,4}")
        || !words[1].matches("[1-9]\\d{0,4}")) {
      return USUAL;
    }
    return new Screen(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
  }

  /** As much of the lines as there is room for; the last says how many there is none for. */
  List<String> fit(List<String> lines) {
    if (lines.size() <= rows) {
      return lines.stream().map(this::cut).toList();
    }
    List<String> shown = lines.subList(0, rows - 1);
    String rest = "… %d more lines".formatted(lines.size() - shown.size());
    return Stream.concat(shown.stream(), Stream.of(rest)).map(this::cut).toList();
  }

  private String cut(String line) {
    // A check's last words may be any text, such as one that would move the cursor.
    String plain = line.replaceAll("\\p{Cc}", "?");
    return plain.codePointCount(0, plain.length()) <= columns
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, columns - 1)) + "…";
  }
}
