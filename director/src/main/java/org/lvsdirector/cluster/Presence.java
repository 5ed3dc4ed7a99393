package org.lvsdirector.cluster;

/** That something is there, or is not, whatever the configuration file says. */
public sealed interface Presence {
  /**
   * It is there, like this and not as in the file.
   *
   * @param section as a configuration file has it, in brackets
   */
  record Added(String section) implements Presence {}

  /** It is not there. */
  record Removed() implements Presence {}
}
