package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/**
 * One line of {@code /proc/net/ip_vs}, read where it stands in the file's bytes: there may be tens
 * of thousands.
 */
final class ProcLine {
  private static final int MOST = 8;
  private static final int LONGEST_NUMBER = 10;

  private final byte[] text;
  private final int from;
  private final int to;
  private final int[] starts = new int[MOST];
  private final int[] ends = new int[MOST];
  private int words;

  private ProcLine(byte[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    int at = from;
    while (words < MOST) {
      while (at < to && text[at] <= ' ') {
        at++;
      }
      if (at == to) {
        return;
      }
      starts[words] = at;
      while (at < to && text[at] > ' ') {
        at++;
      }
      ends[words++] = at;
    }
  }

  /** The line that begins at this index. */
  static ProcLine at(byte[] text, int from) {
    int to = from;
    while (to < text.length && text[to] != '\n') {
      to++;
    }
    return new ProcLine(text, from, to);
  }

  /** Where the next line begins; at least the text's length after the last. */
  int next() {
    return to + 1;
  }

  /** How many words it has, of which no more than eight count. */
  int words() {
    return words;
  }

  boolean is(int index, String expected) {
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

  String word(int index) {
    return text(starts[index], ends[index]);
  }

  /** An unsigned number in decimal. */
  long number(int index) throws IOException {
    return number(starts[index], ends[index], 10);
  }

  /** {@code 0A090005:0050} or {@code [2001:0db8:…]:0050}. */
  Endpoint endpoint(int index) throws IOException {
    int colon = ends[index] - 1;
    while (colon > starts[index] && text[colon] != ':') {
      colon--;
    }
    long port = number(colon + 1, ends[index], 16);
    if (port > 65535) {
      throw unintelligible();
    }
    return new Endpoint(address(starts[index], colon), (int) port);
  }

  private InetAddress address(int start, int end) throws IOException {
    if (end - start > 2 && text[start] == '[' && text[end - 1] == ']') {
      return Addresses.parse(text(start + 1, end - 1)).orElseThrow(this::unintelligible);
    }
    if (end - start != 8) {
      throw unintelligible();
    }
    int bits = (int) number(start, end, 16);
    return InetAddress.getByAddress(
        new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
  }

  private long number(int start, int end, int radix) throws IOException {
    if (start >= end || end - start > LONGEST_NUMBER) {
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

  IOException unintelligible() {
    return new IOException(
        "/proc/net/ip_vs has a line that can not be understood: " + text(from, to));
  }

  private String text(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
