package org.lvsdirector.ops.ipvsadm;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a step.
 *
 * @param error what standard error said; empty of the real one, whose words are its own
 */
record Result(int exit, String output, String error) {
  /** Of one sequence: its steps, then the end. */
  record Run(List<Result> steps, String kernel, Result end) {}

  /** Whether ours refused a file for {@code -R} without carrying out any of it. */
  boolean isRefusedWhole() {
    return exit != 0 && error.contains("nothing was done");
  }

  /**
   * Reads output, {@link Sequence#MARK}, exit status and error, {@link Sequence#MARK}, and so on.
   */
  static List<Result> parse(String text) {
    List<Result> results = new ArrayList<>();
    String[] parts = text.split(Sequence.MARK, -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      String[] status = parts[i + 1].split("\n", 2);
      results.add(
          new Result(
              Integer.parseInt(status[0].strip()), parts[i], status.length > 1 ? status[1] : ""));
    }
    return results;
  }

  /** Puts the results of many sequences, in one row, together. */
  static List<Run> runs(List<Sequence> sequences, List<Result> results) {
    List<Run> runs = new ArrayList<>();
    int next = 0;
    for (Sequence sequence : sequences) {
      int kernel = next + sequence.steps().size();
      runs.add(
          new Run(
              results.subList(next, kernel),
              results.get(kernel).output(),
              results.get(kernel + 1)));
      next = kernel + 2;
    }
    return runs;
  }
}
