package org.lvsdirector.config.yaml;

import java.util.HashMap;
import java.util.Map;

/** Things of which there may be only one each. */
public final class Unique<T> {
  private final Map<T, Spot> seen = new HashMap<>();

  /**
   * Complains where an equal one was seen before.
   *
   * @param what names it in the message, without itself, e.g. "the server"
   */
  public void add(T value, Spot spot, String what) {
    Spot first = seen.putIfAbsent(value, spot);
    if (first != null) {
      spot.fault(
          "%s %s is already at %s (line %d)".formatted(what, value, first.trail(), first.line()));
    }
  }
}
