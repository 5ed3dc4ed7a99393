package org.lvsdirector.pool;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.Require;

/**
 * What is thought of a server, all its checks taken together.
 *
 * @param weight what they ask its weight to be; empty = as configured
 * @param text what decided it, e.g. the text of the check that failed; empty where nothing is known
 */
public record Verdict(HealthState state, Optional<Weight> weight, String text) {
  /** A server that nobody checks. */
  public static final Verdict UNCHECKED = new Verdict(HealthState.UP, Optional.empty(), "");

  /** One of which nothing is known yet. */
  static final Verdict UNKNOWN = new Verdict(HealthState.UNKNOWN, Optional.empty(), "");

  private static final int WHOLE = 100;

  /** What one check has found. */
  public static Verdict of(Health health) {
    return new Verdict(
        health.state(),
        health.findings().weight(),
        health.last().map(ProbeResult::text).orElse(""));
  }

  /** All checks of a server taken together. */
  public static Verdict of(List<Verdict> checks, Require require) {
    if (checks.isEmpty()) {
      return UNCHECKED;
    }
    int needed = require.of(checks.size());
    HealthState state =
        count(checks, HealthState.UP) >= needed
            ? HealthState.UP
            : count(checks, HealthState.DOWN) > checks.size() - needed
                ? HealthState.DOWN
                : HealthState.UNKNOWN;
    return new Verdict(
        state,
        checks.stream().flatMap(check -> check.weight().stream()).reduce(Verdict::lower),
        text(checks, state));
  }

  private static long count(List<Verdict> checks, HealthState state) {
    return checks.stream().filter(check -> check.state() == state).count();
  }

  /** Of those that speak for the state, or else of all; each of them is worth reading. */
  private static String text(List<Verdict> checks, HealthState state) {
    List<String> speaking = texts(checks.stream().filter(check -> check.state() == state)).toList();
    return String.join("; ", speaking.isEmpty() ? texts(checks.stream()).toList() : speaking);
  }

  private static Stream<String> texts(Stream<Verdict> checks) {
    return checks.map(Verdict::text).filter(text -> !text.isEmpty()).distinct();
  }

  /** Of two wishes the more cautious one; a share counts as one of a usual weight of 100. */
  private static Weight lower(Weight one, Weight other) {
    return one.of(WHOLE) <= other.of(WHOLE) ? one : other;
  }

  /** The weight that the server shall have of which another is configured, 0–65535. */
  public int weightOf(int configured) {
    return weight.map(wish -> wish.of(configured)).orElse(configured);
  }
}
