package org.lvsdirector.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The first entries in order of however many come, never more than the limit in memory; of several
 * nodes' pages the entries of one connection stay together.
 */
final class Page {
  private final int limit;
  private final PriorityQueue<Placed> kept;
  private boolean more;

  Page(int limit) {
    this.limit = limit;
    kept = new PriorityQueue<>(Math.min(limit, 1024) + 1, Placed.ORDER.reversed());
  }

  void add(Placed placed) {
    kept.add(placed);
    if (kept.size() > limit) {
      kept.remove();
      more = true;
    }
  }

  /** Whether there were more than those that are kept. */
  boolean hasMore() {
    return more;
  }

  List<Placed> inOrder() {
    List<Placed> all = new ArrayList<>(kept);
    all.sort(Placed.ORDER);
    return all;
  }

  /**
   * The first entries of several nodes' pages.
   *
   * @param pages each with no more than the limit, and if it has so many, what follows is behind
   *     its last
   */
  static List<Placed> merge(List<List<Placed>> pages, int limit) {
    List<Placed> all = new ArrayList<>();
    pages.forEach(all::addAll);
    all.sort(Placed.ORDER);
    if (all.size() <= limit) {
      return all;
    }
    int end = limit;
    while (end < all.size() && all.get(end).place() == all.get(end - 1).place()) {
      end++;
    }
    return List.copyOf(all.subList(0, end));
  }
}
