package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netlink.CtNetlink;

/** Finds out who is behind a port of a SNAT address. */
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
}
