package org.lvsdirector.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Literal IP addresses: parsing without ever asking a name server, order, and text. */
public final class Addresses {
  private static final int V4_BYTES = 4;

  /** To all on the link, 255.255.255.255 (RFC 919). */
  public static final InetAddress BROADCAST = parse("255.255.255.255").orElseThrow();

  private static final Pattern V6 =
      Pattern.compile("(?=.*:)[0-9A-Fa-f:]+(?:\\d+\\.\\d+\\.\\d+\\.\\d+)?");

  private Addresses() {}

  /** The address a literal denotes; empty for host names, zones and anything malformed. */
  public static Optional<InetAddress> parse(String text) {
    byte[] v4 = dotted(text);
    // Without two colons it is none of IPv6, and an address with its port has one.
    boolean colons = text.indexOf(':') != text.lastIndexOf(':');
    if (v4 == null && !(colons && V6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      return Optional.of(v4 == null ? InetAddress.getByName(text) : InetAddress.getByAddress(v4));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /** Four numbers from 0 to 255 without leading zeros, or null. By hand: there are thousands. */
  private static byte[] dotted(String text) {
    byte[] bytes = new byte[V4_BYTES];
    int at = 0;
    for (int i = 0; i < V4_BYTES; i++) {
      int begin = at;
      int number = 0;
      while (at < text.length() && at - begin < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + (text.charAt(at++) - '0');
      }
      boolean ends = i == V4_BYTES - 1 || (at < text.length() && text.charAt(at) == '.');
      boolean zeroLeads = at - begin > 1 && text.charAt(begin) == '0';
      if (at == begin || number > 255 || zeroLeads || !ends) {
        return null;
      }
      bytes[i] = (byte) number;
      at++;
    }
    return at == text.length() + 1 ? bytes : null;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** The canonical literal (RFC 5952 for IPv6), without a leading slash or host name. */
  public static String text(InetAddress address) {
    return address instanceof Inet6Address v6
        ? compressed(v6.getAddress())
        : address.getHostAddress();
  }

  /** Numeric order, IPv4 before IPv6. */
  public static int compare(InetAddress a, InetAddress b) {
    byte[] left = a.getAddress();
    byte[] right = b.getAddress();
    return left.length == right.length
        ? Arrays.compareUnsigned(left, right)
        : Integer.compare(left.length, right.length);
  }

  private static String compressed(byte[] bytes) {
    int[] words = new int[8];
    for (int i = 0; i < 8; i++) {
      words[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && words[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(words[i]));
      }
    }
    return text.toString();
  }
}
