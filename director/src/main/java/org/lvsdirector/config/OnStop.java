package org.lvsdirector.config;

/** What becomes of this node's IPVS rules at a graceful stop. */
public enum OnStop {
  /** They stay, so that connections live on across a restart. */
  KEEP_RULES,
  /** They are deleted. */
  REMOVE_RULES
}
