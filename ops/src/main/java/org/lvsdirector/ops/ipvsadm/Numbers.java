package org.lvsdirector.ops.ipvsadm;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Decimal numbers as the C library reads them: white space and a sign may lead, nothing follows.
 */
final class Numbers {
  private static final Pattern DECIMAL = Pattern.compile("[ \\t\\r\\n\\f\\x0B]*[+-]?\\d+");
  private static final int LONGEST = 18;

  private Numbers() {}

  /** The number; empty where the text is none, or one outside the range. */
  static OptionalLong parse(String text, long least, long greatest) {
    String digits = text.strip();
    if (digits.length() > LONGEST || !(isPlain(text) || DECIMAL.matcher(text).matches())) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(digits);
    return least <= number && number <= greatest ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** Digits and nothing else, as nearly always; there are tens of thousands of them. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * The number.
   *
   * @param what it is, for the error, e.g. {@code weight}
   */
  static long require(String what, String text, long least, long greatest) throws UsageException {
    return parse(text, least, greatest)
        .orElseThrow(
            () ->
                UsageException.value(
                    "%s '%s' is not a whole number from %d to %d"
                        .formatted(what, text, least, greatest)));
  }
}
