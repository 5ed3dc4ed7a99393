package org.lvsdirector.config.yaml;

import java.util.HashMap;
import java.util.Map;

/** Things of which there may be only one each. */
public final class Unique<T> {
  private final Map<T, Spot> seen = new HashMap<>();

  /** Complains where an equal one was seen before; {@code what} names it in the message. */
  public void add(T value, Spot spot, String what) {
    Spot first = seen.putIfAbsent(value, spot);
    if (first != null) {
      spot.fault(what + " is already at " + first.trail() + " (line " + first.line() + ")");
    }
  }
}
