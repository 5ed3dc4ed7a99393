package org.lvsdirector.ops.chaos;

import java.util.Locale;

/**
 * One fault of a schedule. Written as a line {@code 12.345 freeze d1 0.700}: when and how long in
 * seconds.
 *
 * @param at milliseconds from the beginning
 * @param target the machine; two, with {@code +} between them, for a partition
 * @param length milliseconds until it is healed
 */
record Step(long at, Kind kind, String target, long length) {
  Step {
    if (at < 0 || length < 0) {
      throw new IllegalArgumentException("a negative time: " + at + ", " + length);
    }
  }

  long end() {
    return at + (kind == Kind.CLOCK ? 0 : length);
  }

  /** The line; {@link #parse} reads it. */
  String print() {
    return String.format(
        Locale.ROOT, "%.3f %s %s %.3f", at / 1000.0, kind.word(), target, length / 1000.0);
  }

  static Step parse(String line) {
    String[] word = line.strip().split("\\s+", -1);
    if (word.length != 4) {
      throw new IllegalArgumentException("not SECONDS FAULT TARGET SECONDS: " + line);
    }
    return new Step(millis(word[0]), Kind.of(word[1]), word[2], millis(word[3]));
  }

  private static long millis(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1000);
  }
}
