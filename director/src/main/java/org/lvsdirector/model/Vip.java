package org.lvsdirector.model;

import java.net.InetAddress;

/**
 * A virtual address that floats between directors.
 *
 * @param prefixLength of the address on its interface; /32 or /128 unless there is a reason
 */
public record Vip(InetAddress address, int prefixLength) {
  /** Checks the range of the prefix length. */
  public Vip {
    if (prefixLength < 1 || prefixLength > Family.of(address).bits()) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + " does not fit " + address);
    }
  }

  @Override
  public String toString() {
    return Addresses.text(address) + "/" + prefixLength;
  }
}
