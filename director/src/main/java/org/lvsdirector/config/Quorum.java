package org.lvsdirector.config;

/** Who may hold VIPs after the network has split. */
public enum Quorum {
  /** Every side: for a plain pair. */
  NONE,
  /** Only the side with more than half of the members: for three or more. */
  MAJORITY
}
