package org.lvsdirector.netlink;

import java.util.HexFormat;

/**
 * An Ethernet address.
 *
 * @param value its 48 bits
 */
public record MacAddress(long value) {
  /** Bytes. */
  public static final int SIZE = 6;

  /** The address in its first six bytes. */
  public static MacAddress of(byte[] bytes) {
    long value = 0;
    for (int i = 0; i < SIZE; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return new MacAddress(value);
  }

  /** Six bytes as they go on the wire. */
  public byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (value >> (8 * (SIZE - 1 - i)));
    }
    return bytes;
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(bytes());
  }
}
