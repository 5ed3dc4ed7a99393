package org.lvsdirector.healthcheck;

/** What is known of a server. */
public enum HealthState {
  /** No check has ended yet. */
  UNKNOWN,
  /** It works. */
  UP,
  /** It does not. */
  DOWN
}
