package org.lvsdirector.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.lvsdirector.traffic.Series;

/** Adds up series of several nodes, whose last values are taken to be of one moment. */
final class SeriesSum {
  private SeriesSum() {}

  static Series of(List<Series> all) {
    Series first = all.get(0);
    return new Series(
        first.stepMillis(),
        first.end(),
        sum(all, Series::cps),
        sum(all, Series::inBps),
        sum(all, Series::outBps),
        sum(all, Series::active));
  }

  private static List<Float> sum(List<Series> all, Function<Series, List<Float>> values) {
    int length = all.stream().mapToInt(it -> values.apply(it).size()).max().orElse(0);
    List<Float> sum = new ArrayList<>(Collections.nCopies(length, 0f));
    for (Series series : all) {
      List<Float> some = values.apply(series);
      int lacks = length - some.size();
      for (int i = 0; i < some.size(); i++) {
        sum.set(lacks + i, sum.get(lacks + i) + some.get(i));
      }
    }
    return sum;
  }
}
