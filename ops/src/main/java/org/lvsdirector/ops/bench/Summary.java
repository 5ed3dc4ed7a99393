package org.lvsdirector.ops.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Median and worst of the valid measurements of one contender and one fault.
 *
 * @param contender which product
 * @param fault what was done to the master
 * @param valid how many measurements count
 * @param invalid how many do not
 */
public record Summary(
    String contender,
    String fault,
    int valid,
    int invalid,
    double medianGapMs,
    double worstGapMs,
    double medianFailed,
    int worstFailed,
    double medianBroken,
    int worstBroken,
    int connections) {

  static Summary of(String contender, String fault, List<Result> results) {
    List<Result> own =
        results.stream()
            .filter(r -> r.contender().equals(contender) && r.fault().equals(fault))
            .toList();
    List<Result> valid = own.stream().filter(r -> r.invalid() == null).toList();
    return new Summary(
        contender,
        fault,
        valid.size(),
        own.size() - valid.size(),
        median(valid, Result::gapMs),
        valid.stream().mapToDouble(Result::gapMs).max().orElse(0),
        median(valid, Result::failed),
        valid.stream().mapToInt(Result::failed).max().orElse(0),
        median(valid, Result::broken),
        valid.stream().mapToInt(Result::broken).max().orElse(0),
        valid.stream().mapToInt(Result::connections).max().orElse(0));
  }

  private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
    return Median.of(results.stream().mapToDouble(figure)).orElse(0);
  }

  /**
   * One cell: gap in seconds, failed requests, broken connections; median, and worst in brackets.
   */
  String cell() {
    if (valid == 0) {
      return invalid == 0 ? "–" : "no valid run of " + invalid;
    }
    return String.format(
            Locale.ROOT,
            "%.2f (%.2f) s · %.0f (%d) · %.0f (%d)/%d",
            medianGapMs / 1000,
            worstGapMs / 1000,
            medianFailed,
            worstFailed,
            medianBroken,
            worstBroken,
            connections)
        + (invalid == 0 ? "" : " · " + invalid + " invalid");
  }
}
