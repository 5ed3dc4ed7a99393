package org.lvsdirector.healthcheck.text;

import java.util.regex.Pattern;

/**
 * Looks for a regular expression with a limit on the work, because some expressions take
 * exponential time on some texts and a server under test chooses the text.
 */
public final class BodySearch {
  /** Characters looked at before the search gives up; well under a second of work. */
  public static final int BUDGET = 20_000_000;

  /** So few that a thread which must not block may search; about a millisecond of work. */
  public static final int SMALL_BUDGET = 200_000;

  /** How a search ended. */
  public enum Outcome {
    /** The expression matches somewhere. */
    FOUND,
    /** It matches nowhere. */
    MISSING,
    /** Given up. */
    TOO_COSTLY
  }

  private BodySearch() {}

  /** Looks for the expression, but at no more than {@code budget} characters. */
  public static Outcome search(Pattern pattern, String body, int budget) {
    try {
      return pattern.matcher(new Metered(body, 0, body.length(), new Meter(budget))).find()
          ? Outcome.FOUND
          : Outcome.MISSING;
    } catch (OutOfBudgetException | StackOverflowError tooCostly) {
      return Outcome.TOO_COSTLY;
    }
  }

  /** How much more may be looked at. */
  private static final class Meter {
    private int left;

    Meter(int budget) {
      left = budget;
    }

    void count() {
      if (left-- <= 0) {
        throw new OutOfBudgetException();
      }
    }
  }

  /** A text that counts how often it is looked at. */
  private record Metered(String text, int from, int to, Meter meter) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      meter.count();
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Metered(text, from + start, from + end, meter);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }

  private static final class OutOfBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfBudgetException() {
      super("search given up", null, false, false);
    }
  }
}
