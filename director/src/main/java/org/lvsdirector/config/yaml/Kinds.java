package org.lvsdirector.config.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Kinds that any file might need: numbers, truth values, words of a set, patterned text. */
public final class Kinds {
  private static final int MOST_DIGITS = 18;

  /** {@code true} or {@code false}. */
  public static final Kind<Boolean> BOOL = new Kind<>("true or false", "", Kinds::bool);

  private Kinds() {}

  /** A whole number in decimal, from {@code min} to {@code max}. */
  public static Kind<Integer> integer(int min, int max) {
    String range = min + "–" + max;
    return new Kind<>(
        "number",
        range,
        text -> {
          if (!isInteger(text)) {
            throw new Refusal(
                Words.quote(text) + " is not a whole number; write one from " + range);
          }
          long number = Long.parseLong(text);
          if (number < min || number > max) {
            throw new Refusal(number + " is out of range; write a number from " + range);
          }
          return (int) number;
        });
  }

  /** Decimal without leading zeros, perhaps negative; by hand, for there may be thousands. */
  private static boolean isInteger(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - from;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return digits == 1 || (digits > 1 && digits <= MOST_DIGITS && text.charAt(from) != '0');
  }

  /** A constant of the enum, by its label; {@code what} is the noun, such as "a scheduler". */
  public static <E extends Enum<E>> Kind<E> label(Class<E> type, String what) {
    Map<String, E> labels = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants()).forEach(e -> labels.put(Words.label(e), e));
    String all = String.join(", ", labels.keySet());
    return new Kind<>(
        "word",
        "one of " + all,
        text -> {
          E constant = labels.get(text);
          if (constant == null) {
            String guess =
                Words.nearest(text, labels.keySet())
                    .map(near -> "did you mean " + near + "? One of " + all)
                    .orElse("one of " + all);
            throw new Refusal(Words.quote(text) + " is not " + what + "; " + guess);
          }
          return constant;
        });
  }

  /** Text that matches the pattern; {@code rule} says in words what the pattern asks. */
  public static Kind<String> text(String name, String pattern, String what, String rule) {
    Pattern compiled = Pattern.compile(pattern);
    return new Kind<>(
        name,
        rule,
        text -> {
          if (!compiled.matcher(text).matches()) {
            throw new Refusal(Words.quote(text) + " is not " + what + "; write " + rule);
          }
          return text;
        });
  }

  private static boolean bool(String text) throws Refusal {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    String hint =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "yes", "on", "y", "true", "1" -> "true";
          case "no", "off", "n", "false", "0" -> "false";
          default -> "one of the two";
        };
    throw new Refusal(Words.quote(text) + " is neither true nor false; write " + hint);
  }
}
