package org.lvsdirector.netlink;

import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;

/**
 * An address that an interface carries.
 *
 * @param vip the address and its prefix length
 * @param validSeconds until the kernel removes it; {@link #FOREVER} = never
 * @param preferredSeconds until it is deprecated
 * @param flags IFA_F_*, uapi linux/if_addr.h
 */
public record InterfaceAddress(
    int interfaceIndex, Vip vip, long validSeconds, long preferredSeconds, int flags) {
  /** A lifetime without end, INFINITY_LIFE_TIME. */
  public static final long FOREVER = 0xffffffffL;

  public static final int IFA_F_NODAD = 0x02;
  public static final int IFA_F_DADFAILED = 0x08;
  public static final int IFA_F_DEPRECATED = 0x20;
  public static final int IFA_F_TENTATIVE = 0x40;
  public static final int IFA_F_PERMANENT = 0x80;

  /** AF_INET or AF_INET6. */
  public Family family() {
    return Family.of(vip.address());
  }
}
