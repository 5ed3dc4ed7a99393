package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.Pace;
import org.lvsdirector.healthcheck.Probe;

/** The keys of {@code check:} that say how its interval varies, and what watches in between. */
final class PaceKeys {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");
  private static final int MOST_PERCENT = 25;
  private static final Kind<Integer> SHARE =
      new Kind<>("percentage", "0%–" + MOST_PERCENT + "%", PaceKeys::percent);

  static final Key<Duration> FAST_INTERVAL =
      Key.optional(
          "fast-interval",
          Durations.between(SHORTEST, LONGEST),
          "a fifth of the interval",
          "The interval between a first failure and the fall, and between a first success and the"
              + " rise; at most the interval.");
  static final Key<Duration> DOWN_INTERVAL =
      Key.optional(
          "down-interval",
          Durations.between(SHORTEST, LONGEST),
          "the interval",
          "The interval while the server is down.");
  static final Key<Integer> JITTER =
      Key.of(
          "jitter",
          SHARE,
          "0%",
          "How far chance moves a check to either side, of the interval; moves do not add up.");
  static final Key<Boolean> SENTINEL =
      Key.optional(
          "sentinel",
          Kinds.BOOL,
          "true where the check is over TCP",
          "Whether an idle connection is held to the server's port, whose end shows at once that"
              + " the server's process has ended.");

  static final List<Key<?>> ALL = List.of(FAST_INTERVAL, DOWN_INTERVAL, JITTER, SENTINEL);

  private PaceKeys() {}

  /**
   * The pace that goes with an interval.
   *
   * @param own where a fault of the fast interval is marked
   * @param merged what holds
   */
  static Pace pace(Mapping own, Mapping merged, Duration interval) {
    Duration fast = merged.find(FAST_INTERVAL).orElseGet(() -> Pace.quicker(interval));
    if (fast.compareTo(interval) > 0) {
      if (own.has(FAST_INTERVAL) && merged.sound(FAST_INTERVAL)) {
        own.spot(FAST_INTERVAL)
            .fault(
                "the fast interval of "
                    + Durations.text(fast)
                    + " is longer than the interval of "
                    + Durations.text(interval));
      }
      fast = interval;
    }
    Duration down = merged.find(DOWN_INTERVAL).orElse(interval);
    return new Pace(interval, fast, down, merged.get(JITTER) / 100.0);
  }

  /** Whether a probe has an idle connection beside it. */
  static boolean sentinel(Mapping merged, Probe probe) {
    return probe.overTcp() && merged.find(SENTINEL).orElse(true);
  }

  private static int percent(String text) throws Refusal {
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal(Words.quote(text) + " is not a percentage; write one such as 10%");
    }
    int percent = Integer.parseInt(matcher.group(1));
    if (percent > MOST_PERCENT) {
      throw new Refusal(text + " is out of range; write a percentage from 0% to 25%");
    }
    return percent;
  }
}
