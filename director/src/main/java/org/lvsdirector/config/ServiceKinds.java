package org.lvsdirector.config;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.model.Addresses;

/** Values that only services have. */
final class ServiceKinds {
  private static final Pattern DECIMAL = Pattern.compile("[1-9]\\d{0,9}");
  private static final Pattern HEX = Pattern.compile("0x[0-9A-Fa-f]{1,8}");
  private static final Kind<Integer> PREFIX = Kinds.integer(1, 128);

  /** A firewall mark, unsigned in an int. */
  static final Kind<Integer> FWMARK =
      new Kind<>("number", "1–4294967295, or hex as 0x10", ServiceKinds::fwmark);

  /** A prefix length, or a contiguous IPv4 mask. */
  static final Kind<Integer> NETMASK =
      new Kind<>("prefix length", "1–128, or as 255.255.255.0", ServiceKinds::netmask);

  private ServiceKinds() {}

  private static int fwmark(String text) throws Refusal {
    boolean hex = HEX.matcher(text).matches();
    if (!hex && !DECIMAL.matcher(text).matches()) {
      throw new Refusal(
          Words.quote(text) + " is not a firewall mark; write a number from 1–4294967295");
    }
    long mark = hex ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
    if (mark < 1 || mark > 0xffff_ffffL) {
      throw new Refusal(text + " is out of range; write a number from 1–4294967295");
    }
    return (int) mark;
  }

  private static int netmask(String text) throws Refusal {
    if (text.indexOf('.') < 0) {
      return PREFIX.parser().parse(text);
    }
    InetAddress mask =
        Addresses.parse(text)
            .orElseThrow(() -> new Refusal(Words.quote(text) + " is not a network mask"));
    int bits = 0;
    for (byte part : mask.getAddress()) {
      bits = (bits << 8) | (part & 0xff);
    }
    int prefix = Integer.numberOfLeadingZeros(~bits);
    if (prefix == 0 || (prefix < 32 && bits << prefix != 0)) {
      throw new Refusal(text + " is not a network mask; its ones must stand together in front");
    }
    return prefix;
  }
}
