package org.lvsdirector.dataplane.embedded;

import java.util.List;
import java.util.Optional;

/**
 * ip_vs_wrr: rounds that ask for the greatest weight first and for one step less each time, the
 * step being the weights' greatest common divisor; in each round those that weigh enough get one.
 */
final class WeightedRoundRobin implements Scheduling {
  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    int heaviestUsable =
        servers.stream().filter(Load::usable).mapToInt(Load::weight).max().orElse(0);
    if (heaviestUsable == 0) {
      return Choice.none(cursor);
    }
    int step = step(servers);
    int top = top(servers, step);
    int asked = cursor.weight() == 0 || cursor.weight() > top ? top : cursor.weight();
    for (int from = cursor.position(servers) + 1; ; from = 0) {
      for (int i = from; i < servers.size(); i++) {
        Load load = servers.get(i);
        if (load.usable() && load.weight() >= asked) {
          return Choice.of(load, new Cursor(Optional.of(load.endpoint()), asked));
        }
      }
      asked = asked > step ? asked - step : top;
      if (asked > heaviestUsable) {
        asked -= (asked - heaviestUsable + step - 1) / step * step;
      }
    }
  }

  @Override
  public Cursor changed(Cursor cursor, List<Load> before, List<Load> after) {
    int step = step(after);
    int top = top(after, step);
    int asked = cursor.weight();
    if (asked == 0 || asked > top) {
      asked = top;
    } else if (step > 1) {
      asked = asked / step * step + 1;
    }
    return new Cursor(Optional.empty(), asked);
  }

  private static int step(List<Load> servers) {
    int divisor = 0;
    for (Load load : servers) {
      divisor = gcd(load.weight(), divisor);
    }
    return Math.max(1, divisor);
  }

  /** Chosen so that the last round asks for weight 1. */
  private static int top(List<Load> servers, int step) {
    int max = servers.stream().mapToInt(Load::weight).max().orElse(0);
    return Math.max(0, max - (step - 1));
  }

  private static int gcd(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
