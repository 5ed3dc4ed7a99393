package org.lvsdirector.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Literal IP addresses: parsing without ever asking a name server, order, and text. */
public final class Addresses {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 =
      Pattern.compile("(?=.*:)[0-9A-Fa-f:]+(?:\\d+\\.\\d+\\.\\d+\\.\\d+)?");

  private Addresses() {}

  /** The address a literal denotes; empty for host names, zones and anything malformed. */
  public static Optional<InetAddress> parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
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
