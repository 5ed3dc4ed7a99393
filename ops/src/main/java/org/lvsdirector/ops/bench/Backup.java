package org.lvsdirector.ops.bench;

import java.util.Arrays;

/** What the backup went through before the master ends. */
enum Backup {
  /** It was there before the connections. */
  LONG_UP("a", "long up"),
  /** It was rebooted while they talked, and whole again ten seconds before. */
  REBOOTED("b", "rebooted"),
  /** It was rebooted while none of them said a word, and none does until after the failover. */
  REBOOTED_IDLE("c", "rebooted, all idle");

  private final String option;
  private final String word;

  Backup(String option, String word) {
    this.option = option;
    this.word = word;
  }

  /** The name on the command line. */
  String option() {
    return option;
  }

  /** What the table calls it. */
  String word() {
    return word;
  }

  static Backup of(String option) {
    return Arrays.stream(values())
        .filter(backup -> backup.option.equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such case: " + option));
  }
}
