package org.lvsdirector.model;

import java.util.Locale;

/** What tells clients apart instead of their address, each a module {@code ip_vs_pe_NAME}. */
public enum PersistenceEngine {
  /** The Call-ID of SIP over UDP. */
  SIP;

  /** The kernel's name (IPVS_SVC_ATTR_PE_NAME), e.g. {@code sip}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
