package org.lvsdirector.reconcile;

import java.time.Duration;

/**
 * How long to wait from one look to the next: a period, or, where there are so many rules that
 * looks take long, so long that they fill no more than one part in {@value #SHARE} of the time.
 */
final class Pace {
  private static final int SHARE = 20;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Duration period;
  private Duration last = Duration.ZERO;
  private Duration lastButOne = Duration.ZERO;

  Pace(Duration period) {
    this.period = period;
  }

  /**
   * A look is over.
   *
   * @param changed whether it led to changes: then it says nothing about those that will not
   */
  void took(Duration duration, boolean changed) {
    lastButOne = last;
    last = changed ? Duration.ZERO : duration;
  }

  /**
   * Until the next look. One that took long by accident, among others that do not, is no measure.
   */
  Duration pause() {
    Duration usual = last.compareTo(lastButOne) < 0 ? last : lastButOne;
    Duration fair = usual.multipliedBy(SHARE - 1);
    Duration pause = fair.compareTo(period) > 0 ? fair : period;
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
