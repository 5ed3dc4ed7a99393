package org.lvsdirector.model;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Address families, with the kernel's numbers (include/linux/socket.h). */
public enum Family {
  INET(2, 32),
  INET6(10, 128);

  private final int number;
  private final int bits;

  Family(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  /** AF_INET or AF_INET6. */
  public int number() {
    return number;
  }

  /** Length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The family of an address. */
  public static Family of(InetAddress address) {
    return address instanceof Inet6Address ? INET6 : INET;
  }
}
