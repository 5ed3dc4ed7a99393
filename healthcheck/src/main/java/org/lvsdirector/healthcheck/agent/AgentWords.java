package org.lvsdirector.healthcheck.agent;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/**
 * What an agent says in a line: words between spaces or commas, perhaps a reason after a {@code #}
 * (HAProxy's configuration manual, {@code agent-check}). A percentage is the share of its weight
 * that a server wants, {@code drain} none of it; {@code up} and {@code ready} say that it is well;
 * {@code down}, {@code failed}, {@code stopped} and {@code maint} that it is not to be used; {@code
 * maxconn:} is ignored. A number and nothing else is a weight as such, which HAProxy does not know.
 */
public final class AgentWords {
  private static final Pattern PERCENT = Pattern.compile("\\d{1,5}%");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
  private static final int MOST = 65_535;

  private AgentWords() {}

  /** What a line means. */
  public static Step.End of(String line) {
    int hash = line.indexOf('#');
    String words = (hash < 0 ? line : line.substring(0, hash)).toLowerCase(Locale.ROOT);
    Optional<Weight> weight = number(words.strip());
    boolean draining = false;
    boolean known = false;
    String down = "";
    for (String word : words.strip().split("[\\s,]+", -1)) {
      switch (word) {
        case "up", "ready" -> known = true;
        case "down", "failed", "fail", "stopped", "maint" -> down = word;
        case "drain" -> draining = true;
        default -> {
          Optional<Weight> asked = percent(word);
          weight = asked.isPresent() ? asked : weight;
        }
      }
    }
    if (!down.isEmpty()) {
      return Step.failed("says " + Lines.shown(line.strip()));
    }
    if (!draining && weight.isEmpty() && !known) {
      return Step.failed("says " + Lines.shown(line.strip()) + ", which means nothing");
    }
    Optional<Weight> wanted = draining ? Optional.of(new Weight.Percent(0)) : weight;
    Findings findings = wanted.map(Findings.NONE::withWeight).orElse(Findings.NONE);
    return Step.ok("says " + Lines.shown(line.strip())).with(findings);
  }

  private static Optional<Weight> number(String words) {
    return NUMBER.matcher(words).matches() && Integer.parseInt(words) <= MOST
        ? Optional.of(new Weight.Exact(Integer.parseInt(words)))
        : Optional.empty();
  }

  private static Optional<Weight> percent(String word) {
    if (!PERCENT.matcher(word).matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(word.substring(0, word.length() - 1));
    return value > MOST ? Optional.empty() : Optional.of(new Weight.Percent(value));
  }
}
