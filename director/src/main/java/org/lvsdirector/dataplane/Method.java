package org.lvsdirector.dataplane;

/**
 * The kernel's forwarding methods (IP_VS_CONN_F_FWD_MASK, uapi linux/ip_vs.h). LOCAL is what the
 * kernel itself makes of a destination whose address is the director's own.
 */
public enum Method {
  MASQ(0),
  LOCAL(1),
  TUNNEL(2),
  ROUTE(3),
  BYPASS(4);

  private final int number;

  Method(int number) {
    this.number = number;
  }

  /** IPVS_DEST_ATTR_FWD_METHOD. */
  public int number() {
    return number;
  }
}
