package org.lvsdirector.ops.ipvsadm;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.model.SchedulerFlag;

/** The three bits of a service that its scheduler interprets, by name. */
final class SchedulerFlags {
  private static final int FIRST = 0x08;
  private static final List<String> PLAIN = List.of("flag-1", "flag-2", "flag-3");

  private SchedulerFlags() {}

  /**
   * The bits of IPVS_SVC_ATTR_FLAGS.
   *
   * @param text names with commas between, such as {@code sh-port}, or {@code flag-1}
   */
  static int parse(String text, String scheduler) throws UsageException {
    int bits = 0;
    for (String name : text.split(",", -1)) {
      if (!name.isEmpty()) {
        bits |= bit(name, scheduler);
      }
    }
    return bits;
  }

  private static int bit(String name, String scheduler) throws UsageException {
    int plain = PLAIN.indexOf(name);
    if (plain >= 0) {
      return FIRST << plain;
    }
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      if (flag.label().equals(name)) {
        if (!flag.scheduler().label().equals(scheduler)) {
          throw UsageException.value(
              "scheduler flag '%s' is one of %s, not of %s"
                  .formatted(name, flag.scheduler().label(), scheduler));
        }
        return flag.bit();
      }
    }
    throw UsageException.value(
        "there is no scheduler flag '%s'; there are sh-port, sh-fallback, mh-port, mh-fallback"
                .formatted(name)
            + " and flag-1 to flag-3");
  }

  /** Whether any is set. */
  static boolean any(int serviceFlags) {
    return (serviceFlags & 7 * FIRST) != 0;
  }

  /**
   * The names of the bits that are set.
   *
   * @param complete also of bits that the scheduler gives no meaning, so that none gets lost
   */
  static String text(int serviceFlags, String scheduler, boolean complete) {
    List<String> own = new ArrayList<>();
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      if (flag.scheduler().label().equals(scheduler)) {
        own.add(flag.label());
      }
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < PLAIN.size(); i++) {
      if ((serviceFlags & FIRST << i) == 0) {
        continue;
      }
      if (i < own.size()) {
        names.add(own.get(i));
      } else if (own.isEmpty() || complete) {
        names.add(PLAIN.get(i));
      }
    }
    return String.join(",", names);
  }
}
