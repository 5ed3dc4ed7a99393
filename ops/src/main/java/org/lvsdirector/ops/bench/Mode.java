package org.lvsdirector.ops.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.DirectorPair.Service;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.RealServer;

/**
 * How packets get to the real servers and back, and what machines need for that. Servers can be
 * ready for all of them at once; each has the echo on a port of its own.
 */
enum Mode {
  /** Direct routing: the servers have the VIP and answer the clients themselves. */
  DR(7007) {
    @Override
    void prepare(RealServer server, String client) {
      server.directRouting(Lab.VIP);
    }
  },
  /** The servers answer through an address of the directors that moves with the VIP. */
  NAT(7008) {
    @Override
    void prepare(RealServer server, String client) {
      server.replyVia(GATEWAY, client);
    }
  },
  /** The servers see an address of the directors instead of the client's, and have no other way. */
  FULLNAT(7009) {
    @Override
    void prepare(RealServer server, String client) {
      server.unableToAnswer(client, port());
    }

    @Override
    void prepare(Guest guest) {
      // What the kernel takes for 512 MB are 4096, too few for the connections of a benchmark.
      guest.ok("echo 262144 >/proc/sys/net/netfilter/nf_conntrack_max");
    }
  };

  private static final String GATEWAY = "172.16.1.1";
  private static final String SNAT = "172.16.1.120";

  private final int port;

  Mode(int port) {
    this.port = port;
  }

  /** The port of the echo that is forwarded like this. */
  int port() {
    return port;
  }

  /** Makes a server ready for one client. */
  abstract void prepare(RealServer server, String client);

  /** Makes a director's machine ready that has just been switched on. */
  void prepare(Guest guest) {}

  /** A pair of this product with the echo by all of these, and HTTP by the first. */
  static DirectorPair.Setup setup(List<Mode> modes, List<String> servers) {
    List<Service> services = new ArrayList<>();
    services.add(new Service(80, modes.get(0).option()));
    modes.forEach(mode -> services.add(new Service(mode.port, mode.option())));
    return DirectorPair.Setup.directRouting(servers)
        .withServices(services)
        .withVips(vips(modes))
        .withSnat(modes.contains(FULLNAT) ? List.of(SNAT) : List.of());
  }

  /** The addresses of the directors that clients and servers send to, with their prefix. */
  static List<String> vips(List<Mode> modes) {
    return modes.contains(NAT)
        ? List.of(Lab.VIP + "/32", GATEWAY + "/32")
        : List.of(Lab.VIP + "/32");
  }

  /** The one whose echo has a port. */
  static Mode ofPort(int port) {
    return Arrays.stream(values()).filter(mode -> mode.port == port).findFirst().orElseThrow();
  }

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
