package org.lvsdirector.healthcheck.exec;

/** What became of a program. */
public sealed interface Ending {
  /**
   * It ended by itself.
   *
   * @param code its exit code; 128 and the signal's number where it ended by one
   * @param line the first line of its output
   */
  record Exit(int code, String line) implements Ending {}

  /** It had not ended when its time was over. */
  record Killed() implements Ending {}

  /** It could not be started. */
  record NotRun(String why) implements Ending {}
}
