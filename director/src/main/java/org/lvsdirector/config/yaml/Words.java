package org.lvsdirector.config.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Words in messages: quoting what was written, and guessing what was meant. */
public final class Words {
  private static final int SHOWN = 60;

  private Words() {}

  /** The text in quotes, shortened, with nothing in it that could upset a terminal. */
  public static String quote(String text) {
    boolean whole = text.codePointCount(0, text.length()) <= SHOWN;
    String shown = whole ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN));
    return "\"" + harmless(shown) + (whole ? "\"" : "…\"");
  }

  /** The text with a question mark for whatever could upset a terminal. */
  static String harmless(String text) {
    StringBuilder harmless = new StringBuilder();
    text.codePoints().forEach(point -> harmless.appendCodePoint(isVisible(point) ? point : '?'));
    return harmless.toString();
  }

  private static boolean isVisible(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** An enum constant as the file writes it: {@code KEEP_RULES} is {@code keep-rules}. */
  public static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The candidate that was probably meant, if one is near enough; the first of equals. */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    String word = written.toLowerCase(Locale.ROOT).replace('_', '-');
    if (word.length() > SHOWN) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < bestDistance && distance < candidate.length()) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that turn one into the other. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
