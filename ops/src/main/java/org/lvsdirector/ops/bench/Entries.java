package org.lvsdirector.ops.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Output;

/**
 * The connection table of one machine, as {@code /proc/net/ip_vs_conn} shows it.
 *
 * @param byConnection for protocol, client and virtual address: server, state and seconds left
 */
record Entries(Map<String, Entry> byConnection) {
  /** The kernel seeks its place again every 4 KiB: hundreds of thousands take it a minute. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * One entry.
   *
   * @param server address and port in hexadecimal digits
   * @param seconds until it expires unless a packet comes
   */
  record Entry(String server, String state, int seconds) {
    /** Whether the other is of the same server and state. */
    boolean resembles(Entry other) {
      return server.equals(other.server) && state.equals(other.state);
    }

    @Override
    public String toString() {
      return state + " to " + server + ", " + seconds + " s left";
    }
  }

  /** Reads a machine's table. */
  static Entries of(Guest guest) {
    Output output = guest.run("cat /proc/net/ip_vs_conn", LIMIT);
    if (!output.ok()) {
      throw new LabException(guest.name() + " does not show its table: " + output.text());
    }
    return parse(output.text());
  }

  /** Reads the file's text; lines that are not of an entry, such as the head, are left out. */
  static Entries parse(String text) {
    Map<String, Entry> entries = new HashMap<>();
    text.lines()
        .map(line -> line.strip().split(" +"))
        .filter(word -> word.length >= 9 && word[8].matches("\\d{1,9}"))
        .forEach(
            word ->
                entries.put(
                    String.join(" ", word[0], word[1], word[2], word[3], word[4]),
                    new Entry(word[5] + ":" + word[6], word[7], Integer.parseInt(word[8]))));
    return new Entries(entries);
  }

  /** The entry of a client's connection to an echo of the VIP, or null. */
  Entry ofEcho(String client, int port, int echo) {
    return byConnection.get("TCP %s %04X %s %04X".formatted(hex(client), port, hex(Lab.VIP), echo));
  }

  /** How many of another table's entries are here too, with the same server. */
  long sharedWith(Entries other) {
    return byConnection.entrySet().stream()
        .filter(e -> other.byConnection.containsKey(e.getKey()))
        .filter(e -> other.byConnection.get(e.getKey()).server.equals(e.getValue().server))
        .count();
  }

  private static String hex(String address) {
    StringBuilder hex = new StringBuilder();
    for (String part : address.split("\\.", -1)) {
      hex.append("%02X".formatted(Integer.parseInt(part)));
    }
    return hex.toString();
  }
}
