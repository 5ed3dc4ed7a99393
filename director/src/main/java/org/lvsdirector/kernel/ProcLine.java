package org.lvsdirector.kernel;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/**
 * One line of a table of IPVS below {@code /proc/net}, read where it stands in the file's bytes:
 * there may be a million.
 */
public final class ProcLine {
  private static final int MOST = 12;
  private static final int LONGEST_NUMBER = 10;
  private static final int HEX = 16;
  private static final int V4_DIGITS = 8;
  private static final int V6_DIGITS = 39;

  private final String file;
  private final byte[] text;
  private final int from;
  private final int to;
  private final int[] starts = new int[MOST];
  private final int[] ends = new int[MOST];
  private int words;

  private ProcLine(String file, byte[] text, int from, int to) {
    this.file = file;
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

  /**
   * The line that begins at an index, in ISO 8859-1.
   *
   * @param file what to call the file where the line can not be understood
   * @param end where the text ends; so does a line without a line feed
   */
  public static ProcLine at(String file, byte[] text, int from, int end) {
    int to = from;
    while (to < end && text[to] != '\n') {
      to++;
    }
    return new ProcLine(file, text, from, to);
  }

  /** Where the next line begins; behind the text's end after the last. */
  public int next() {
    return to + 1;
  }

  /** How many words it has, of which no more than twelve count. */
  public int words() {
    return words;
  }

  /** Whether there is such a word, and it is this one. */
  public boolean is(int index, String expected) {
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

  /** A word, which must be there. */
  public String word(int index) {
    return text(starts[index], ends[index]);
  }

  /** An unsigned number in decimal. */
  public long number(int index) throws IOException {
    return number(starts[index], ends[index], 10);
  }

  /** {@code 0A090005:0050} or {@code [2001:0db8:…]:0050}. */
  public Endpoint endpoint(int index) throws IOException {
    int colon = ends[index] - 1;
    while (colon > starts[index] && text[colon] != ':') {
      colon--;
    }
    return endpoint(starts[index], colon, colon + 1, ends[index]);
  }

  /** {@code 0A090005 0050} or {@code 2001:0db8:… 0050}: two words. */
  public Endpoint spacedEndpoint(int index) throws IOException {
    return endpoint(starts[index], ends[index], starts[index + 1], ends[index + 1]);
  }

  private Endpoint endpoint(int start, int end, int portStart, int portEnd) throws IOException {
    long port = number(portStart, portEnd, HEX);
    if (port > 65535) {
      throw unintelligible();
    }
    return new Endpoint(address(start, end), (int) port);
  }

  private InetAddress address(int start, int end) throws IOException {
    if (end - start == V4_DIGITS) {
      int bits = (int) number(start, end, HEX);
      return InetAddress.getByAddress(
          new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }
    if (end - start > 2 && text[start] == '[' && text[end - 1] == ']') {
      return Addresses.parse(text(start + 1, end - 1)).orElseThrow(this::unintelligible);
    }
    if (end - start != V6_DIGITS) {
      throw unintelligible();
    }
    byte[] bytes = new byte[16];
    for (int group = 0; group < 8; group++) {
      int at = start + group * 5;
      if (group > 0 && text[at - 1] != ':') {
        throw unintelligible();
      }
      int bits = (int) number(at, at + 4, HEX);
      bytes[group * 2] = (byte) (bits >> 8);
      bytes[group * 2 + 1] = (byte) bits;
    }
    // Not by InetAddress, which makes IPv4 of what is mapped.
    return Inet6Address.getByAddress(null, bytes, -1);
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

  /** What to throw about the line. */
  public IOException unintelligible() {
    return new IOException(file + " has a line that can not be understood: " + text(from, to));
  }

  private String text(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
