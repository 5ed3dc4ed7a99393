package org.lvsdirector.config;

/** What a node does about a setting of its kernel that its services need. */
public enum Treatment {
  /** Sets it, and sets it again when somebody changes it. */
  APPLY,
  /** Shows as a fault that it is wrong, and what would cure it. */
  REPORT,
  /** Does not look at it. */
  OFF
}
