package org.lvsdirector.ops.ipvsadm;

/** Counters in columns of nine characters: as they are, or rounded down where they grow long. */
final class Quantity {
  private Quantity() {}

  /**
   * The number with what stands before it.
   *
   * @param number unsigned, of 64 bits
   */
  static String text(long number, boolean exact) {
    if (exact || Long.compareUnsigned(number, 100_000_000L) < 0) {
      return " %8s".formatted(Long.toUnsignedString(number));
    }
    if (Long.compareUnsigned(number, 1_000_000_000L) < 0) {
      return rounded(number, 1_000L, 'K');
    }
    if (Long.compareUnsigned(number, 100_000_000_000L) < 0) {
      return rounded(number, 1_000_000L, 'M');
    }
    if (Long.compareUnsigned(number, 100_000_000_000_000L) < 0) {
      return rounded(number, 1_000_000_000L, 'G');
    }
    return rounded(number, 1_000_000_000_000L, 'T');
  }

  private static String rounded(long number, long unit, char letter) {
    return "%8s%s".formatted(Long.toUnsignedString(Long.divideUnsigned(number, unit)), letter);
  }
}
