package org.lvsdirector.ops.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.RealServer;

/** How packets get to the real servers and back, and what machines need for that. */
enum Mode {
  /** Direct routing: the servers have the VIP and answer the clients themselves. */
  DR {
    @Override
    void prepare(RealServer server, String client) {
      server.directRouting(Lab.VIP);
    }

    @Override
    DirectorPair.Setup setup(List<String> servers) {
      return DirectorPair.Setup.directRouting(servers);
    }
  },
  /** The servers answer through an address of the directors that moves with the VIP. */
  NAT {
    @Override
    void prepare(RealServer server, String client) {
      server.replyVia(GATEWAY, client);
    }

    @Override
    DirectorPair.Setup setup(List<String> servers) {
      return DirectorPair.Setup.nat(servers, GATEWAY);
    }
  },
  /** The servers see an address of the directors instead of the client's, and have no other way. */
  FULLNAT {
    @Override
    void prepare(RealServer server, String client) {
      server.unableToReach(client);
    }

    @Override
    DirectorPair.Setup setup(List<String> servers) {
      return DirectorPair.Setup.fullnat(servers, List.of("172.16.1.120"));
    }

    @Override
    void prepare(Guest guest) {
      // What the kernel takes for 512 MB are 4096, too few for the connections of a benchmark.
      guest.ok("echo 262144 >/proc/sys/net/netfilter/nf_conntrack_max");
    }
  };

  private static final String GATEWAY = "172.16.1.1";

  /** Makes a server ready for one client. */
  abstract void prepare(RealServer server, String client);

  /** A pair of this product with HTTP and the echo for services. */
  abstract DirectorPair.Setup setup(List<String> servers);

  /** Makes a director's machine ready that has just been switched on. */
  void prepare(Guest guest) {}

  /** The name on the command line: {@code dr}, {@code nat}, … */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mode of(String option) {
    return Arrays.stream(values())
        .filter(mode -> mode.option().equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such mode: " + option));
  }
}
