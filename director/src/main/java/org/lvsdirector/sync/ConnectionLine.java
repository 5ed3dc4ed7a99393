package org.lvsdirector.sync;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.ConnectionRow.Origin;

/** One line of the connection table, read where it stands: there may be a million. */
final class ConnectionLine {
  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final int MOST = 11;
  private static final int STATE = 7;
  private static final int FEWEST = STATE + 2;
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("TCP", 6, "UDP", 17, "SCTP", 132, "IP", 0, "ESP", 50, "AH", 51);
  // The same few words again and again; comparing is cheaper than making a string of each.
  private static final String[] STATES = {
    "ESTABLISHED",
    "UDP",
    "TIME_WAIT",
    "FIN_WAIT",
    "NONE",
    "SYN_RECV",
    "CLOSE",
    "CLOSE_WAIT",
    "LAST_ACK",
    "ASSURED"
  };

  private final byte[] text;
  private final int from;
  private final int to;
  private final int[] starts = new int[MOST];
  private final int[] ends = new int[MOST];
  private int words;

  ConnectionLine(byte[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    int at = from;
    while (words < MOST) {
      while (at < to && text[at] <= ' ' && text[at] >= 0) {
        at++;
      }
      if (at == to) {
        return;
      }
      starts[words] = at;
      while (at < to && (text[at] > ' ' || text[at] < 0)) {
        at++;
      }
      ends[words++] = at;
    }
  }

  boolean isHeading() {
    return words > 1 && is(0, "Pro") && is(1, "FromIP");
  }

  ConnectionRow row() throws IOException {
    if (words < FEWEST) {
      throw unintelligible();
    }
    Origin origin = is(8, "LOCAL") ? Origin.LOCAL : is(8, "SYNC") ? Origin.SYNC : Origin.UNKNOWN;
    int expires = origin == Origin.UNKNOWN ? 8 : 9;
    if (expires >= words) {
      throw unintelligible();
    }
    int engine = expires + 1;
    return new ConnectionRow(
        protocol(),
        endpoint(1),
        endpoint(3),
        endpoint(5),
        state(),
        (int) Math.min(Integer.MAX_VALUE, number(expires, 10)),
        origin,
        engine < words ? word(engine) : "",
        engine + 1 < words ? word(engine + 1) : "");
  }

  private int protocol() throws IOException {
    if (is(0, "TCP")) {
      return 6;
    }
    Integer number = PROTOCOLS.get(word(0));
    if (number == null) {
      throw unintelligible();
    }
    return number;
  }

  private String state() {
    for (String state : STATES) {
      if (is(STATE, state)) {
        return state;
      }
    }
    return word(STATE);
  }

  private Endpoint endpoint(int index) throws IOException {
    long port = number(index + 1, 16);
    if (port > 65535) {
      throw unintelligible();
    }
    return new Endpoint(address(index), (int) port);
  }

  /** {@code C0A80101}, or eight groups of four digits with colons between them. */
  private InetAddress address(int index) throws IOException {
    int length = ends[index] - starts[index];
    if (length == 8) {
      int bits = (int) number(index, 16);
      return InetAddress.getByAddress(
          new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }
    if (length != 39) {
      throw unintelligible();
    }
    byte[] bytes = new byte[16];
    for (int group = 0; group < 8; group++) {
      int at = starts[index] + group * 5;
      if (group > 0 && text[at - 1] != ':') {
        throw unintelligible();
      }
      int bits = (int) number(at, at + 4, 16);
      bytes[group * 2] = (byte) (bits >> 8);
      bytes[group * 2 + 1] = (byte) bits;
    }
    return Inet6Address.getByAddress(null, bytes, -1);
  }

  private long number(int index, int radix) throws IOException {
    return number(starts[index], ends[index], radix);
  }

  private long number(int start, int end, int radix) throws IOException {
    if (end - start > 10) {
      throw unintelligible();
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit(text[i], radix);
      if (digit < 0) {
        throw unintelligible();
      }
      number = number * radix + digit;
    }
    return number;
  }

  private boolean is(int index, String expected) {
    if (index >= words || ends[index] - starts[index] != expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (text[starts[index] + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String word(int index) {
    return new String(text, starts[index], ends[index] - starts[index], CHARSET);
  }

  private IOException unintelligible() {
    return new IOException(
        "the connection table has a line that can not be understood: "
            + new String(text, from, to - from, CHARSET));
  }
}
