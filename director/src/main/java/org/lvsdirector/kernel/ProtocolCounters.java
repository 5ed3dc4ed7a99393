package org.lvsdirector.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel's own TCP and UDP have counted since the machine started, in the calling thread's
 * network namespace ({@code /proc/net/snmp} and {@code snmp6}, RFC 4022 and 4113). A packet that
 * IPVS has no entry for goes up to them, and they have no socket for it either.
 *
 * @param tcpResets segments with RST that were sent (OutRsts), those included that a routing rule
 *     then dropped
 * @param udpNoPorts datagrams that came for a port where nobody listens (NoPorts)
 */
public record ProtocolCounters(long tcpResets, long udpNoPorts) {
  private static final Path V4 = Path.of("/proc/net/snmp");
  private static final Path V6 = Path.of("/proc/net/snmp6");

  /**
   * Reads them; takes well under a millisecond.
   *
   * @throws IOException when this kernel tells no such thing
   */
  public static ProtocolCounters read() throws IOException {
    List<String> v6 =
        Files.exists(V6) ? Files.readAllLines(V6, StandardCharsets.US_ASCII) : List.of();
    return parse(Files.readAllLines(V4, StandardCharsets.US_ASCII), v6);
  }

  /** Those of the two files' lines. */
  static ProtocolCounters parse(List<String> v4, List<String> v6) throws IOException {
    long noPorts = value(v4, "Udp:", "NoPorts");
    for (String line : v6) {
      if (line.startsWith("Udp6NoPorts ") || line.startsWith("Udp6NoPorts\t")) {
        noPorts += number(line.substring(11).strip());
      }
    }
    return new ProtocolCounters(value(v4, "Tcp:", "OutRsts"), noPorts);
  }

  /** What was counted since an earlier reading. */
  public ProtocolCounters since(ProtocolCounters earlier) {
    return new ProtocolCounters(tcpResets - earlier.tcpResets, udpNoPorts - earlier.udpNoPorts);
  }

  /** The names stand in one line, the values in the next of the same prefix. */
  private static long value(List<String> lines, String prefix, String name) throws IOException {
    List<List<String>> pair =
        lines.stream()
            .filter(line -> line.startsWith(prefix))
            .map(line -> List.of(line.split(" ", -1)))
            .toList();
    int index = pair.size() < 2 ? -1 : pair.get(0).indexOf(name);
    if (index < 0 || index >= pair.get(1).size()) {
      throw new IOException(V4 + " has no " + name + " of " + prefix);
    }
    return number(pair.get(1).get(index));
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException strange) {
      throw new IOException(V4 + " counts what is no number: " + text, strange);
    }
  }
}
