package org.lvsdirector.healthcheck.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Records as text, so that what is expected can be written down and compared. */
final class RecordText {
  private RecordText() {}

  /** Reads a record's data. */
  static String read(DnsReader in, RecordType type, int length) throws MalformedMessageException {
    return switch (type) {
      case A -> address(in, length, 4);
      case AAAA -> address(in, length, 16);
      case NS, CNAME, PTR -> in.name();
      case MX -> in.u16() + " " + in.name();
      case SRV -> in.u16() + " " + in.u16() + " " + in.u16() + " " + in.name();
      case SOA ->
          in.name() + " " + in.name() + " " + in.u32() + " " + in.u32() + " " + in.u32() + " "
              + in.u32() + " " + in.u32();
      case TXT -> strings(in, length);
    };
  }

  private static String address(DnsReader in, int length, int expected)
      throws MalformedMessageException {
    if (length != expected) {
      throw new MalformedMessageException("an address of " + length + " bytes");
    }
    try {
      return InetAddress.getByAddress(in.bytes(length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are addresses", e);
    }
  }

  private static String strings(DnsReader in, int length) throws MalformedMessageException {
    StringBuilder all = new StringBuilder();
    int end = in.at() + length;
    while (in.at() < end) {
      all.append(in.text(in.u8()));
    }
    return all.toString();
  }

  /** What somebody wrote, as {@link #read} would have it. */
  static String normal(RecordType type, String written) {
    return switch (type) {
      case TXT -> written;
      case AAAA -> literal(written);
      default -> {
        String lower = written.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        yield lower.replaceAll("\\.(?= |$)", "");
      }
    };
  }

  private static String literal(String written) {
    try {
      // Only what looks like an address is resolved: a name would be asked for.
      return written.contains(":") ? InetAddress.getByName(written).getHostAddress() : written;
    } catch (UnknownHostException e) {
      return written;
    }
  }
}
