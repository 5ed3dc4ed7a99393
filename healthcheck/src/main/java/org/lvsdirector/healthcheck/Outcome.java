package org.lvsdirector.healthcheck;

/** How a probe ended. */
public enum Outcome {
  /** The server did what was asked of it. */
  OK,
  /** It did not, or not in time. */
  FAILED,
  /**
   * The probe could not be carried out for lack of something on this machine: descriptors, ports,
   * memory, a program. It says nothing about the server and neither raises nor fells it.
   */
  UNABLE
}
