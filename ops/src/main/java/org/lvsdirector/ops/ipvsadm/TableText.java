package org.lvsdirector.ops.ipvsadm;

import java.net.Inet6Address;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.dataplane.ipvs.TableRow;
import org.lvsdirector.dataplane.ipvs.TableRow.DestinationRow;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.ops.ipvsadm.Request.Columns;
import org.lvsdirector.ops.ipvsadm.Request.View;

/** Services and servers as a table, column by column as scripts expect them of ipvsadm. */
final class TableText {
  private static final int NAME = 28;
  private static final int ONE_PACKET = 4;
  private static final int PERSISTENT = 1;

  private final View view;
  private final Naming naming;

  TableText(View view, Naming naming) {
    this.view = view;
    this.naming = naming;
  }

  /** The two lines above the first service. */
  String head() {
    return switch (view.columns()) {
      case RULES ->
          """
          Prot LocalAddress:Port Scheduler Flags
            -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
          """;
      case TUNNELS ->
          """
          Prot LocalAddress:Port Scheduler Flags
            -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn
          """;
      case THRESHOLDS -> head("%-10s %-10s", "Uthreshold", "Lthreshold");
      case PERSISTENCE -> head("%-9s %-11s", "Weight", "PersistConn");
      case STATS -> numbers("Conns", "InPkts", "OutPkts", "InBytes", "OutBytes");
      case RATE -> numbers("CPS", "InPPS", "OutPPS", "InBPS", "OutBPS");
    };
  }

  private static String head(String format, String first, String second) {
    return "%-33s %s %-10s %-10s%n  -> RemoteAddress:Port%n"
        .formatted(
            "Prot LocalAddress:Port", format.formatted(first, second), "ActiveConn", "InActConn");
  }

  private static String numbers(String... names) {
    return "%-33s %8s %8s %8s %8s %8s%n  -> RemoteAddress:Port%n"
        .formatted("Prot LocalAddress:Port", names[0], names[1], names[2], names[3], names[4]);
  }

  /** A service and its servers. */
  void append(TableRow row, StringBuilder to) {
    Service service = row.service();
    String name = name(service.key());
    boolean traffic = view.columns() == Columns.STATS || view.columns() == Columns.RATE;
    to.append(traffic ? padded(name) : name);
    to.append(
        switch (view.columns()) {
          case STATS -> traffic(row.counters().totals());
          case RATE -> traffic(row.counters().rates());
          default -> rule(service, row.netmask());
        });
    to.append('\n');
    Optional<Protocol> protocol =
        service.key() instanceof ServiceKey.Address it
            ? Optional.of(it.protocol())
            : Optional.empty();
    for (DestinationRow each :
        view.sorted() ? RuleOrder.destinations(row.destinations()) : row.destinations()) {
      String endpoint = shortened(each.destination().endpoint(), protocol);
      to.append(padded("  -> " + endpoint)).append(columns(each)).append('\n');
    }
  }

  private String name(ServiceKey key) {
    if (key instanceof ServiceKey.Address address) {
      String label = address.protocol().label().toUpperCase(Locale.ROOT);
      return "%-4s %s"
          .formatted(label, shortened(address.endpoint(), Optional.of(address.protocol())));
    }
    // Signed, as ipvsadm writes it.
    int mark = ((ServiceKey.Fwmark) key).mark();
    return "FWM  " + mark + (key.family() == Family.INET6 ? " IPv6" : "");
  }

  /** IPv4 is cut to its column; IPv6 is not. */
  private String shortened(Endpoint endpoint, Optional<Protocol> protocol) {
    String text = naming.text(endpoint, protocol);
    return endpoint.address() instanceof Inet6Address || text.length() <= NAME
        ? text
        : text.substring(0, NAME);
  }

  private static String padded(String text) {
    return "%-33s".formatted(text);
  }

  private static String rule(Service service, int netmask) {
    StringBuilder text = new StringBuilder(" ").append(service.scheduler());
    if (SchedulerFlags.any(service.flags())) {
      text.append(" (")
          .append(SchedulerFlags.text(service.flags(), service.scheduler(), false))
          .append(')');
    }
    if ((service.flags() & PERSISTENT) != 0) {
      text.append(" persistent ").append(service.timeout());
      Masks.unlessWhole(netmask, service.key().family())
          .ifPresent(mask -> text.append(" mask ").append(mask));
      if (!service.engine().isEmpty()) {
        text.append(" pe ").append(service.engine());
      }
    }
    if ((service.flags() & ONE_PACKET) != 0) {
      text.append(" ops");
    }
    return text.toString();
  }

  private String columns(DestinationRow row) {
    Destination destination = row.destination();
    String connections = " %-10d %-10d".formatted(row.active(), row.inactive());
    return switch (view.columns()) {
      case RULES ->
          " %-7s %-6d".formatted(method(destination.method()), destination.weight()) + connections;
      case TUNNELS ->
          " %-7s %-13s %-6d"
                  .formatted(
                      method(destination.method()), tunnel(destination), destination.weight())
              + connections;
      case THRESHOLDS ->
          " %-10d %-10d"
                  .formatted(
                      Integer.toUnsignedLong(destination.upperThreshold()),
                      Integer.toUnsignedLong(destination.lowerThreshold()))
              + connections;
      case PERSISTENCE ->
          " %-9d %-11d".formatted(destination.weight(), row.persistent()) + connections;
      case STATS -> traffic(row.counters().totals());
      case RATE -> destinationRate(row.counters().rates());
    };
  }

  /** The names of ipvsadm and of /proc/net/ip_vs. */
  private static String method(Method method) {
    return switch (method) {
      case MASQ -> "Masq";
      case LOCAL -> "Local";
      case TUNNEL -> "Tunnel";
      case ROUTE -> "Route";
      case BYPASS -> "Bypass";
    };
  }

  private static String tunnel(Destination destination) {
    if (destination.method() != Method.TUNNEL) {
      return "n/a";
    }
    Tunnel tunnel = destination.tunnel();
    String checksum =
        switch (tunnel.checksum()) {
          case NOCSUM -> ":-c";
          case CSUM -> ":+c";
          case REMCSUM -> ":r+c";
        };
    return switch (tunnel.type()) {
      case IPIP -> "ipip";
      case GRE -> "gre" + checksum;
      case GUE -> "gue:" + tunnel.port() + checksum;
    };
  }

  private String traffic(Traffic traffic) {
    return Quantity.text(traffic.connections(), view.exact())
        + Quantity.text(traffic.inPackets(), view.exact())
        + Quantity.text(traffic.outPackets(), view.exact())
        + Quantity.text(traffic.inBytes(), view.exact())
        + Quantity.text(traffic.outBytes(), view.exact());
  }

  /** Of a server, ipvsadm rounds the bytes only. */
  private String destinationRate(Traffic rate) {
    return Quantity.text(rate.connections(), true)
        + Quantity.text(rate.inPackets(), true)
        + Quantity.text(rate.outPackets(), true)
        + Quantity.text(rate.inBytes(), view.exact())
        + Quantity.text(rate.outBytes(), view.exact());
  }
}
