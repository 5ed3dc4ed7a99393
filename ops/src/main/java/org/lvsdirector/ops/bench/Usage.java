package org.lvsdirector.ops.bench;

import org.lvsdirector.ops.lab.Guest;

/**
 * What a director's process and its machine have used since their start.
 *
 * @param process processor time of the process, in seconds
 * @param machine processor time of the whole machine, its kernel's threads included, in seconds
 * @param peak the most memory that the process had, in MiB
 */
record Usage(double process, double machine, double peak) {
  private static final double TICKS = 100;
  private static final double KIB = 1024;

  /** Asks a machine; what its process would have used is 0 where none runs. */
  static Usage of(Guest guest) {
    String[] words =
        guest
            .ok(
                """
                ticks=0 peak=0
                if read -r pid <$LAB_HOME/director.pid && read -r -a stat </proc/$pid/stat; then
                  ticks=$((stat[13] + stat[14]))
                  while read -r word value rest; do
                    [ "$word" = VmHWM: ] && peak=$value
                  done </proc/$pid/status
                fi 2>/dev/null
                read -r -a all </proc/stat
                # Without what it was idle or waited: columns 4 and 5.
                echo $ticks $((all[1] + all[2] + all[3] + all[6] + all[7])) $peak
                """)
            .split(" ", -1);
    return new Usage(
        Long.parseLong(words[0]) / TICKS,
        Long.parseLong(words[1]) / TICKS,
        Long.parseLong(words[2]) / KIB);
  }
}
