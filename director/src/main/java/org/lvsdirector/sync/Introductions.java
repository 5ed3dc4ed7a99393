package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netlink.RawIpSocket;

/**
 * Introduces connections of FullNAT to this machine's packet filter.
 *
 * <p>After a failover the new owner of an address has the connections in IPVS, but its packet
 * filter learns of each from the client's next packet. Until then it drops what the server sends,
 * to an address that is not known to be anybody's; a client that waits for its server's word would
 * wait forever. So a bare segment is sent on its behalf, which passes IPVS and the filter as its
 * own would, and which the server answers and forgets.
 */
public final class Introductions {
  private static final String ESTABLISHED = "ESTABLISHED";

  /** Of a processor: the new owner has other things to do. */
  private static final double SHARE = 0.5;

  private Introductions() {}

  /**
   * Introduces all connections of these services to these addresses; blocks.
   *
   * @return how many
   * @throws IOException when the table cannot be read or a packet cannot be sent; the rest is left
   */
  public static int make(List<VirtualService> services, Set<InetAddress> vips) throws IOException {
    int made = 0;
    for (Family family : Family.values()) {
      Set<InetAddress> own = new HashSet<>(vips);
      own.removeIf(vip -> Family.of(vip) != family);
      if (!own.isEmpty()) {
        try (RawIpSocket socket = RawIpSocket.open(family == Family.INET6)) {
          made += make(new ServiceIndex(services), own, socket);
        }
      }
    }
    return made;
  }

  private static int make(ServiceIndex services, Set<InetAddress> vips, RawIpSocket socket)
      throws IOException {
    int[] made = {0};
    ConnectionTable.read(
        SHARE,
        row -> {
          if (vips.contains(row.vip().address()) && isWaiting(row, services)) {
            int number = ThreadLocalRandom.current().nextInt();
            socket.send(StraySegment.knock(row.client(), row.vip(), number), row.vip().address());
            made[0]++;
          }
          return true;
        });
    return made[0];
  }

  /** Whether a connection can be one whose client waits for its server. */
  static boolean isWaiting(ConnectionRow row, ServiceIndex services) {
    return row.protocol() == Protocol.TCP.number()
        && !row.isTemplate()
        && row.state().equals(ESTABLISHED)
        && services
            .of(row)
            .filter(service -> service.forward() == ForwardingMethod.FULLNAT)
            .isPresent();
  }
}
