package org.lvsdirector.ops.chaos;

import java.util.Arrays;
import java.util.Locale;

/** What can be done to a machine, its cable, its clock or a program on it. */
enum Kind {
  /** The machine is off, and is switched on again at the end. */
  POWER_CUT(Victim.DIRECTOR, 1_000, 4_000, true),
  /** The machine stands still with its kernel. */
  FREEZE(Victim.MEMBER, 100, 10_000, true),
  /** The daemon is killed (SIGKILL) and started again at the end; the kernel lives. */
  KILL(Victim.MEMBER, 500, 4_000, true),
  /** The daemon stands still (SIGSTOP); the kernel lives and answers for what it has. */
  PAUSE(Victim.DIRECTOR, 100, 10_000, true),
  /** The cable of the data link is pulled at the switch. */
  CABLE(Victim.MEMBER, 100, 10_000, true),
  /** The machine hears everything, and nobody hears it. */
  MUTE(Victim.MEMBER, 100, 10_000, true),
  /** Everybody hears the machine, and it hears nothing. */
  DEAF(Victim.MEMBER, 100, 10_000, true),
  /** Two machines do not hear each other; all others hear both. */
  PARTITION(Victim.TWO_MEMBERS, 500, 10_000, true),
  /** The wall clock is set by the length, forward. */
  CLOCK(Victim.MEMBER, 1_000, 86_400_000, false),
  /** Four processes that do nothing but count, on the machine's one processor. */
  HOG(Victim.DIRECTOR, 1_000, 8_000, false),
  /** The configuration is read again (SIGHUP). */
  RELOAD(Victim.DIRECTOR, 0, 0, false),
  /** The daemon is told to stop (SIGTERM), and started again at the end. */
  STOP(Victim.DIRECTOR, 2_000, 5_000, true),
  /** A real server's process is killed, and started again at the end. */
  SERVER_DEATH(Victim.SERVER, 3_000, 8_000, false);

  /** On what it can be done. */
  enum Victim {
    DIRECTOR,
    MEMBER,
    TWO_MEMBERS,
    SERVER
  }

  private final Victim victim;
  private final long shortest;
  private final long longest;
  private final boolean disables;

  Kind(Victim victim, long shortest, long longest, boolean disables) {
    this.victim = victim;
    this.shortest = shortest;
    this.longest = longest;
    this.disables = disables;
  }

  Victim victim() {
    return victim;
  }

  /** In milliseconds. */
  long shortest() {
    return shortest;
  }

  /** In milliseconds. */
  long longest() {
    return longest;
  }

  /** Whether the machine cannot be counted upon meanwhile. */
  boolean disables() {
    return disables;
  }

  /** Whether the end of it is a start of the daemon, which takes its time. */
  boolean restarts() {
    return this == POWER_CUT || this == KILL || this == STOP;
  }

  /** As it is written in a schedule: {@code power-cut}, … */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Kind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + word));
  }
}
