package org.lvsdirector.ops.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One ARP packet on the data segment.
 *
 * @param time seconds since 1970 by the host's clock
 * @param reply whether it is a reply; otherwise a request
 * @param mac the link-layer address it came from
 * @param sender the IPv4 address the sender says is its own
 * @param target the IPv4 address asked for, or for a reply the one it tells of
 */
public record ArpSeen(double time, boolean reply, String mac, String sender, String target) {
  private static final Pattern REQUEST =
      Pattern.compile("([0-9.]+) ([0-9a-f:]+) > .*Request who-has ([0-9.]+).* tell ([0-9.]+),.*");
  private static final Pattern REPLY =
      Pattern.compile("([0-9.]+) ([0-9a-f:]+) > .*Reply ([0-9.]+) is-at .*");

  /** Whether the sender tells the segment, unasked, that this address is its own. */
  public boolean gratuitous() {
    return reply || sender.equals(target);
  }

  /** Reads a line of {@code tcpdump -tt -e -n}; empty for anything but IPv4 ARP. */
  static Optional<ArpSeen> parse(String line) {
    Matcher request = REQUEST.matcher(line);
    if (request.matches()) {
      return Optional.of(
          new ArpSeen(
              Double.parseDouble(request.group(1)),
              false,
              request.group(2),
              request.group(4),
              request.group(3)));
    }
    Matcher reply = REPLY.matcher(line);
    if (reply.matches()) {
      return Optional.of(
          new ArpSeen(
              Double.parseDouble(reply.group(1)),
              true,
              reply.group(2),
              reply.group(3),
              reply.group(3)));
    }
    return Optional.empty();
  }
}
