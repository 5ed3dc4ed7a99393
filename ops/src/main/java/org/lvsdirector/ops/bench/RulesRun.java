package org.lvsdirector.ops.bench;

import java.util.Map;
import java.util.TreeMap;
import org.lvsdirector.ops.lab.Output;

/**
 * One measurement of one contender on one set of rules.
 *
 * @param figures by name, in milliseconds, kilobytes or plain numbers
 * @param invalid why it does not count, or null
 */
record RulesRun(
    String contender, String rules, int run, Map<String, Long> figures, String invalid) {

  /** Reads what {@code rules-measure} printed. */
  static RulesRun of(String contender, String rules, int run, Output output) {
    if (!output.ok()) {
      String why = "exit " + output.exit() + ": " + output.text().strip();
      return new RulesRun(contender, rules, run, Map.of(), why);
    }
    Map<String, Long> figures = new TreeMap<>();
    output
        .text()
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2 && words[1].matches("\\d{1,12}"))
        .forEach(words -> figures.put(words[0], Long.valueOf(words[1])));
    return new RulesRun(contender, rules, run, figures, null);
  }
}
