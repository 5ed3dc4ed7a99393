package org.lvsdirector.config;

/** What forwards the traffic. */
public enum DataplaneKind {
  /** The kernel's IPVS. */
  IPVS,
  /** A TCP forwarder inside the process: needs neither root nor a kernel module. */
  EMBEDDED
}
