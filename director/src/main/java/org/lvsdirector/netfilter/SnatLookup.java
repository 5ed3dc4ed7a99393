package org.lvsdirector.netfilter;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netlink.CtNetlink;

/** Finds out who is behind a port of a SNAT address, and the other way round. */
public final class SnatLookup {
  private SnatLookup() {}

  /** The connections that have it, at most one for each server; asks the kernel and blocks. */
  public static List<SnatConnection> find(Endpoint snat) throws IOException {
    List<SnatConnection> found = new ArrayList<>();
    try (CtNetlink conntrack = CtNetlink.open()) {
      conntrack.repliesTo(
          snat.address(),
          one -> {
            if (one.replyDestination().equals(snat)) {
              found.add(
                  new SnatConnection(
                      one.protocol(),
                      one.source(),
                      one.destination(),
                      one.replySource(),
                      one.start()));
            }
          });
    }
    return found;
  }

  /** A connection as its client knows it. */
  public record Path(Endpoint client, Endpoint service) {}

  /**
   * By which address and port servers see the clients of these connections; those that have none
   * are missing. Asks the kernel and blocks.
   *
   * @param sources the SNAT addresses
   */
  public static Map<Path, Endpoint> seenAs(Collection<InetAddress> sources, Set<Path> wanted)
      throws IOException {
    Map<Path, Endpoint> seen = new HashMap<>();
    try (CtNetlink conntrack = CtNetlink.open()) {
      for (InetAddress source : sources) {
        conntrack.repliesTo(
            source,
            one -> {
              Path path = new Path(one.source(), one.destination());
              if (wanted.contains(path)) {
                seen.put(path, one.replyDestination());
              }
            });
      }
    }
    return seen;
  }
}
