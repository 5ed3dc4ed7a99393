package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.ipvs.TableRow;
import org.lvsdirector.dataplane.ipvs.TableRow.DestinationRow;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;

/** Services and servers as the command lines that make them. */
final class SaveText {
  private static final int ONE_PACKET = 4;
  private static final int PERSISTENT = 1;

  private final Naming naming;

  SaveText(Naming naming) {
    this.naming = naming;
  }

  String text(List<TableRow> rows) {
    StringBuilder text = new StringBuilder();
    for (TableRow row : RuleOrder.services(rows)) {
      ServiceKey key = row.service().key();
      text.append("-A ").append(address(key)).append(rule(row.service(), row.netmask()));
      text.append('\n');
      for (DestinationRow each : RuleOrder.destinations(row.destinations())) {
        text.append("-a ").append(address(key)).append(server(each.destination(), protocol(key)));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private String address(ServiceKey key) {
    if (key instanceof ServiceKey.Address address) {
      String option =
          switch (address.protocol()) {
            case TCP -> "-t ";
            case UDP -> "-u ";
            case SCTP -> "--sctp-service ";
          };
      return option + naming.text(address.endpoint(), protocol(key));
    }
    // Unsigned, as -f takes it.
    String mark = Integer.toUnsignedString(((ServiceKey.Fwmark) key).mark());
    return "-f " + mark + (key.family() == Family.INET6 ? " -6" : "");
  }

  private static Optional<Protocol> protocol(ServiceKey key) {
    return key instanceof ServiceKey.Address it ? Optional.of(it.protocol()) : Optional.empty();
  }

  private static String rule(Service service, int netmask) {
    StringBuilder text = new StringBuilder(" -s ").append(service.scheduler());
    if ((service.flags() & PERSISTENT) != 0) {
      text.append(" -p ").append(service.timeout());
      Masks.unlessWhole(netmask, service.key().family())
          .ifPresent(mask -> text.append(" -M ").append(mask));
    }
    if (!service.engine().isEmpty()) {
      text.append(" --pe ").append(service.engine());
    }
    if ((service.flags() & ONE_PACKET) != 0) {
      text.append(" -o");
    }
    if (SchedulerFlags.any(service.flags())) {
      text.append(" -b ").append(SchedulerFlags.text(service.flags(), service.scheduler(), true));
    }
    return text.toString();
  }

  private String server(Destination destination, Optional<Protocol> protocol) {
    return " -r %s %s -w %d%s%s%s"
        .formatted(
            naming.text(destination.endpoint(), protocol),
            method(destination.method()),
            destination.weight(),
            threshold("x", destination.upperThreshold()),
            threshold("y", destination.lowerThreshold()),
            destination.method() == Method.TUNNEL ? tunnel(destination.tunnel()) : "");
  }

  private static String threshold(String letter, int value) {
    return value == 0 ? "" : " -" + letter + " " + Integer.toUnsignedString(value);
  }

  private static String method(Method method) {
    return switch (method) {
      case MASQ -> "-m";
      case TUNNEL -> "-i";
      case ROUTE, LOCAL, BYPASS -> "-g";
    };
  }

  private static String tunnel(Tunnel tunnel) {
    String type = " --tun-type " + tunnel.type().label();
    String port = tunnel.type() == Tunnel.Type.GUE ? " --tun-port " + tunnel.port() : "";
    String checksum =
        tunnel.type() == Tunnel.Type.IPIP ? "" : " --tun-" + tunnel.checksum().label();
    return type + port + checksum;
  }
}
