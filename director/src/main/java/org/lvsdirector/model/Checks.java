package org.lvsdirector.model;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.Check;

/**
 * How a server is checked.
 *
 * @param list empty = not at all: it always counts as healthy
 */
public record Checks(List<Check> list, Require require) {
  /** No check. */
  public static final Checks NONE = new Checks(List.of(), Require.ALL);

  /** Copies the list. */
  public Checks {
    list = List.copyOf(list);
  }

  /** One check, or none. */
  public static Checks of(Optional<Check> check) {
    return check.map(it -> new Checks(List.of(it), Require.ALL)).orElse(NONE);
  }

  /** Whether there is any. */
  public boolean any() {
    return !list.isEmpty();
  }
}
