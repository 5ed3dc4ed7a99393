package org.lvsdirector.pool;

import java.util.List;

/**
 * Which levels of servers have traffic: the first, and each further one while those before it have
 * too few servers. A server whose weight still rises is not yet one that others can rest for.
 *
 * @param sure the highest level that is needed whatever comes to light
 * @param perhaps the highest that is needed if those of unknown health turn out to be dead
 */
record Duty(int sure, int perhaps) {
  static Duty of(List<Ward> wards, int needed) {
    int first = wards.isEmpty() ? 1 : wards.get(0).server().level();
    if (wards.stream().allMatch(ward -> ward.server().level() == first)) {
      return new Duty(first, first);
    }
    return new Duty(highest(wards, needed, true), highest(wards, needed, false));
  }

  /** All levels that there are. */
  static Duty all(List<Ward> wards) {
    int last = wards.stream().mapToInt(ward -> ward.server().level()).max().orElse(1);
    return new Duty(last, last);
  }

  private static int highest(List<Ward> wards, int needed, boolean hopeful) {
    List<Integer> levels =
        wards.stream().map(ward -> ward.server().level()).distinct().sorted().toList();
    int highest = levels.get(0);
    for (int level : levels) {
      int before = level;
      long able =
          wards.stream()
              .filter(ward -> ward.server().level() < before)
              .filter(ward -> isFit(ward) || (hopeful && ward.unknown()))
              .count();
      highest = able < needed ? level : highest;
    }
    return highest;
  }

  private static boolean isFit(Ward ward) {
    return ward.able() && ward.state().ramp().isEmpty();
  }
}
