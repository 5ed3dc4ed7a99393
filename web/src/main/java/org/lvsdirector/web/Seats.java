package org.lvsdirector.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Room for things that last, such as streams: for all, and for each address. Thread-safe. */
final class Seats {
  private final int all;
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();
  private int sum;

  Seats(int all, int each) {
    this.all = all;
    this.each = each;
  }

  /** Takes one for an address; running the result gives it back. Empty where there is none left. */
  synchronized Optional<Runnable> take(String address) {
    int own = taken.getOrDefault(address, 0);
    if (sum >= all || own >= each) {
      return Optional.empty();
    }
    sum++;
    taken.put(address, own + 1);
    boolean[] back = new boolean[1];
    return Optional.of(() -> giveBack(address, back));
  }

  private synchronized void giveBack(String address, boolean[] back) {
    if (!back[0]) {
      back[0] = true;
      sum--;
      taken.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
  }
}
