package org.lvsdirector.connections;

import java.util.Comparator;

/**
 * An entry with its place in the order of {@link Tuple}s, and the line that carries both from one
 * node to another.
 *
 * @param place unsigned
 */
record Placed(long place, ConnectionEntry entry) {
  static final Comparator<Placed> ORDER =
      ((Comparator<Placed>) (a, b) -> Long.compareUnsigned(a.place, b.place))
          .thenComparing(placed -> placed.entry.node());

  private static final int WORDS = 12;

  /** Words with a tab between them; the node is left out, for everyone speaks for itself. */
  String line() {
    return String.join(
        "\t",
        ConnectionQuery.cursor(place),
        entry.kind(),
        entry.protocol(),
        entry.client(),
        entry.address(),
        entry.server(),
        entry.service(),
        entry.state(),
        Long.toString(entry.expires()),
        entry.origin(),
        entry.chosenBy(),
        entry.seenAs());
  }

  /**
   * What a node's line says; words after those that are known here are left out.
   *
   * @throws IllegalArgumentException when it is no such line
   */
  static Placed parse(String node, String line) {
    String[] words = line.split("\t", -1);
    if (words.length < WORDS) {
      throw new IllegalArgumentException(
          "a line has %d words instead of %d".formatted(words.length, WORDS));
    }
    return new Placed(
        Long.parseUnsignedLong(words[0], 16),
        new ConnectionEntry(
            node,
            words[1],
            words[2],
            words[3],
            words[4],
            words[5],
            words[6],
            words[7],
            Long.parseLong(words[8]),
            words[9],
            words[10],
            words[11]));
  }
}
