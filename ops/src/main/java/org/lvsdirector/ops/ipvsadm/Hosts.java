package org.lvsdirector.ops.ipvsadm;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.model.Addresses;

/** Addresses as people write them. */
final class Hosts {
  private static final int V6_BYTES = 16;

  private Hosts() {}

  /** The IPv6 address that a literal denotes; one that maps IPv4 stays IPv6, as in the kernel. */
  static Optional<InetAddress> v6(String text) {
    return text.contains(":") ? Addresses.parse(text).map(Hosts::unmapped) : Optional.empty();
  }

  private static InetAddress unmapped(InetAddress parsed) {
    if (parsed instanceof Inet6Address) {
      return parsed;
    }
    byte[] bytes = new byte[V6_BYTES];
    Arrays.fill(bytes, 10, 12, (byte) 0xff);
    System.arraycopy(parsed.getAddress(), 0, bytes, 12, 4);
    try {
      return Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("16 bytes are an address", impossible);
    }
  }

  /**
   * The IPv4 address in any form of inet_aton(3): one to four numbers, decimal, octal or
   * hexadecimal, of which the last fills what is left.
   */
  static Optional<InetAddress> v4(String text) {
    Optional<InetAddress> usual = text.contains(":") ? Optional.empty() : Addresses.parse(text);
    return usual.isPresent() ? usual : unusual(text);
  }

  private static Optional<InetAddress> unusual(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
      long part = part(parts[i]);
      if (part < 0 || part >= limit) {
        return Optional.empty();
      }
      address = last ? address + part : address + (part << (8 * (3 - i)));
    }
    int bits = (int) address;
    try {
      return Optional.of(
          InetAddress.getByAddress(
              new byte[] {
                (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits
              }));
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 bytes are an address", impossible);
    }
  }

  private static long part(String text) {
    boolean hexadecimal = text.matches("0[xX][0-9A-Fa-f]{1,15}");
    if (hexadecimal) {
      return Long.parseLong(text.substring(2), 16);
    }
    if (text.matches("0[0-7]{1,20}")) {
      return Long.parseLong(text, 8);
    }
    return text.matches("0|[1-9]\\d{0,17}") ? Long.parseLong(text) : -1;
  }

  /** The IPv4 address of a host name; may ask a name server. */
  static Optional<InetAddress> named(String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      return Optional.empty();
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .filter(Inet4Address.class::isInstance)
          .findFirst();
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }
}
