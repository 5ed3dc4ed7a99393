package org.lvsdirector.model;

import java.util.Locale;

/** The schedulers of the kernel's IPVS, each a module {@code ip_vs_NAME}. */
public enum Scheduler {
  RR,
  WRR,
  LC,
  WLC,
  FO,
  OVF,
  LBLC,
  LBLCR,
  DH,
  SH,
  MH,
  SED,
  NQ,
  TWOS;

  /** The kernel's name (IPVS_SVC_ATTR_SCHED_NAME), e.g. {@code wrr}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
