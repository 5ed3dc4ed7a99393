package org.lvsdirector.config.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations with their unit: {@code 300ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d}. */
public final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern BARE = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final String EXAMPLES = "such as 300ms, 5s, 2m or 1h";

  private Durations() {}

  /** A duration from {@code min} to {@code max}. */
  public static Kind<Duration> between(Duration min, Duration max) {
    String range = text(min) + "–" + text(max);
    return new Kind<>("duration", range, written -> within(written, min, max, range));
  }

  /** As {@link #between}, in whole seconds, which is all that the kernel counts in. */
  public static Kind<Duration> wholeSeconds(Duration min, Duration max) {
    String range = text(min) + "–" + text(max) + " in whole seconds";
    return new Kind<>(
        "duration",
        range,
        written -> {
          Duration duration = within(written, min, max, range);
          if (duration.toMillis() % 1000 != 0) {
            throw new Refusal(written + " is not a whole number of seconds; write " + range);
          }
          return duration;
        });
  }

  /** The shortest exact text, e.g. {@code 90s}, {@code 2m}, {@code 0s}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0 || seconds == 60) {
      return seconds + "s";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  private static Duration within(String written, Duration min, Duration max, String range)
      throws Refusal {
    Matcher matcher = WRITTEN.matcher(written);
    if (written.equals("0")) {
      matcher = WRITTEN.matcher("0s");
    } else if (BARE.matcher(written).matches()) {
      throw new Refusal(written + " has no unit; write a duration " + EXAMPLES);
    }
    if (!matcher.matches()) {
      throw new Refusal(Words.quote(written) + " is not a duration; write one " + EXAMPLES);
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw new Refusal(written + " is out of range; write a duration from " + range);
    }
    return duration;
  }
}
