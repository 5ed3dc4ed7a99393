package org.lvsdirector.ops.bench;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The middle of some figures. */
public final class Median {
  private Median() {}

  /** Of an even number, half way between the two in the middle; empty where there is none. */
  public static OptionalDouble of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }
}
