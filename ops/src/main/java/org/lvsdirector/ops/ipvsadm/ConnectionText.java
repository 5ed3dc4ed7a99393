package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

/** The lines of {@code /proc/net/ip_vs_conn} as a table for people. */
final class ConnectionText {
  private static final int ENGINE = 9;
  private static final int DATA = 10;

  private final Naming naming;
  private final boolean engine;

  ConnectionText(Naming naming, boolean engine) {
    this.naming = naming;
    this.engine = engine;
  }

  /**
   * The table.
   *
   * @param lines the whole file
   * @throws IOException for a line that can not be understood
   */
  String text(List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder("IPVS connection entries\n");
    text.append("pro expire state       source             virtual            destination");
    text.append(engine ? "        pe name          pe_data\n" : "\n");
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      try {
        text.append(row(line.strip().split("\\s+", -1))).append('\n');
      } catch (RuntimeException e) {
        throw new IOException(
            "/proc/net/ip_vs_conn has a line that can not be understood: " + line, e);
      }
    }
    return text.toString();
  }

  private String row(String[] words) throws UnknownHostException {
    Optional<Protocol> protocol = protocol(words[0]);
    int seconds = Integer.parseInt(words[8]);
    String destination = endpoint(words[5], words[6], protocol);
    boolean known = engine && words.length > DATA;
    return "%-3s %-6s %-11s %-18s %-18s %s"
        .formatted(
            words[0],
            "%02d:%02d".formatted(seconds / 60, seconds % 60),
            words[7],
            endpoint(words[1], words[2], protocol),
            endpoint(words[3], words[4], protocol),
            known
                ? "%-16s %-18s %s".formatted(destination, words[ENGINE], words[DATA])
                : destination);
  }

  private String endpoint(String address, String port, Optional<Protocol> protocol)
      throws UnknownHostException {
    InetAddress parsed =
        address.contains(":")
            ? Hosts.v6(address).orElseThrow()
            : InetAddress.getByAddress(HexFormat.of().parseHex(address));
    return naming.text(new Endpoint(parsed, Integer.parseInt(port, 16)), protocol);
  }

  private static Optional<Protocol> protocol(String label) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.name().equals(label)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
