package org.lvsdirector.ops.bench.checks;

import org.lvsdirector.ops.lab.Guest;

/**
 * What processes and their machine have used by a moment.
 *
 * @param at when, in microseconds of the wall clock
 * @param process processor time of all processes of a name, in seconds
 * @param machine processor time of the whole machine, its kernel's work included, in seconds
 * @param peak the most memory that the processes had, each at its time, in MiB
 */
record Consumption(long at, double process, double machine, double peak) {
  private static final double TICKS = 100;
  private static final double KIB = 1024;

  static Consumption of(Guest guest, Contender contender) {
    String[] words =
        guest
            .ok(
                """
                ticks=0 peak=0
                for pid in $(pgrep -x %s); do
                  read -r -a stat </proc/$pid/stat
                  ticks=$((ticks + stat[13] + stat[14]))
                  while read -r word value rest; do
                    [ "$word" = VmHWM: ] && peak=$((peak + value))
                  done </proc/$pid/status
                done
                read -r -a all </proc/stat
                # Without what it was idle or waited: columns 4 and 5.
                echo $ticks $((all[1] + all[2] + all[3] + all[6] + all[7])) $peak
                """
                    .formatted(contender.process()))
            .split(" ", -1);
    return new Consumption(
        System.currentTimeMillis() * 1000,
        Long.parseLong(words[0]) / TICKS,
        Long.parseLong(words[1]) / TICKS,
        Long.parseLong(words[2]) / KIB);
  }

  double seconds(Consumption later) {
    return (later.at - at) / 1e6;
  }
}
