package org.lvsdirector.config;

/** What a member of the cluster is for. */
public enum Role {
  /** Forwards, and may hold VIPs. */
  DIRECTOR,
  /** Only votes, so that two directors can have a majority. */
  WITNESS
}
