package org.lvsdirector.ops.chaos;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which cluster is tormented.
 *
 * @param directors how many, 2 or 3
 * @param witness whether a witness votes too
 * @param majority whether only a majority may hold VIPs
 */
record Shape(int directors, boolean witness, boolean majority) {
  private static final Pattern MEMBERS = Pattern.compile("([23])(\\+witness)?");

  Shape {
    if (directors < 2 || directors > 3) {
      throw new IllegalArgumentException("2 or 3 directors, not " + directors);
    }
    if (majority && directors + (witness ? 1 : 0) < 3) {
      throw new IllegalArgumentException("quorum majority needs three members: 3, or 2+witness");
    }
  }

  /**
   * Reads the options.
   *
   * @param members {@code 2}, {@code 3}, {@code 2+witness} or {@code 3+witness}
   * @param quorum {@code none} or {@code majority}
   */
  static Shape parse(String members, String quorum) {
    Matcher matcher = MEMBERS.matcher(members);
    if (!matcher.matches() || !List.of("none", "majority").contains(quorum)) {
      throw new IllegalArgumentException("no such cluster: " + members + ", quorum " + quorum);
    }
    return new Shape(
        Integer.parseInt(matcher.group(1)), matcher.group(2) != null, quorum.equals("majority"));
  }

  /** Options that {@link #parse} reads. */
  String options() {
    return String.format(
        Locale.ROOT,
        "--directors %d%s --quorum %s",
        directors,
        witness ? "+witness" : "",
        majority ? "majority" : "none");
  }

  List<String> directorNames() {
    return IntStream.rangeClosed(1, directors).mapToObj(i -> "d" + i).toList();
  }

  /** All who vote. */
  List<String> members() {
    return Stream.concat(directorNames().stream(), witness ? Stream.of("w") : Stream.of()).toList();
  }

  /** Whether these members suffice for a master. */
  boolean suffice(List<String> up) {
    boolean one = up.stream().anyMatch(directorNames()::contains);
    return one && (!majority || 2 * up.size() > members().size());
  }
}
