package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.VirtualService;

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
   * What came of a pass.
   *
   * @param made how many were introduced
   * @param refusals of packets that could not be sent, in words; empty without any
   */
  public record Result(int made, List<String> refusals) {}

  /**
   * Introduces the connections of these services to these addresses; blocks.
   *
   * @param goOn asked after each entry of the table; false ends it
   * @throws IOException when the table cannot be read
   */
  public static Result make(
      List<VirtualService> services, Set<InetAddress> vips, BooleanSupplier goOn)
      throws IOException {
    ServiceIndex index = new ServiceIndex(services);
    int made = 0;
    List<String> refusals = new ArrayList<>();
    for (Family family : Family.values()) {
      Set<InetAddress> own = new HashSet<>(vips);
      own.removeIf(vip -> Family.of(vip) != family);
      if (!own.isEmpty()) {
        try (StraySender sender = StraySender.open(family == Family.INET6)) {
          make(index, own, goOn, sender);
          made += sender.sent();
          sender.refusals().ifPresent(refusals::add);
        }
      }
    }
    return new Result(made, refusals);
  }

  private static void make(
      ServiceIndex services, Set<InetAddress> vips, BooleanSupplier goOn, StraySender sender)
      throws IOException {
    ConnectionTable.read(
        SHARE,
        row -> {
          if (vips.contains(row.vip().address()) && isWaiting(row, services)) {
            sender.knock(row.client(), row.vip());
          }
          return goOn.getAsBoolean();
        });
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
