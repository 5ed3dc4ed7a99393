package org.lvsdirector.ops.chaos;

import java.util.Locale;

/**
 * Something that must not be.
 *
 * @param at milliseconds from the beginning of the schedule
 */
record Finding(double at, String what) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f %s", at / 1000, what);
  }
}
