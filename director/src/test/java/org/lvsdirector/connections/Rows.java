package org.lvsdirector.connections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.ConnectionRow;
import org.lvsdirector.sync.ConnectionRow.Origin;

/** Entries and services for tests. */
final class Rows {
  static final String VIP = "172.16.1.111:80";

  private Rows() {}

  static Endpoint at(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  static ConnectionRow tcp(String client, String vip, String server) {
    return row(6, client, vip, server, "ESTABLISHED", Origin.LOCAL);
  }

  static ConnectionRow row(
      int protocol, String client, String vip, String server, String state, Origin origin) {
    return new ConnectionRow(protocol, at(client), at(vip), at(server), state, 899, origin, "", "");
  }

  /** So many connections of as many clients. */
  static List<ConnectionRow> many(int count) {
    List<ConnectionRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String client = "10.%d.%d.%d:4000".formatted(i >> 16, i >> 8 & 0xff, i & 0xff);
      rows.add(tcp(client, VIP, "10.0.0.1:80"));
    }
    return rows;
  }

  static ConnectionSource source(List<ConnectionRow> rows) {
    return visitor -> {
      for (ConnectionRow row : rows) {
        if (!visitor.visit(row)) {
          return;
        }
      }
    };
  }

  static VirtualService web(String... servers) {
    return service(
        "web",
        new ServiceKey.Address(Protocol.TCP, at(VIP)),
        Persistence.none(Family.INET),
        Optional.of(at("10.0.0.99:80")),
        servers);
  }

  static VirtualService sticky(String name, ServiceKey key, int prefix, String... servers) {
    Persistence persistence = new Persistence(Duration.ofMinutes(5), prefix, Optional.empty());
    return service(name, key, persistence, Optional.empty(), servers);
  }

  static VirtualService service(
      String name,
      ServiceKey key,
      Persistence persistence,
      Optional<Endpoint> sorry,
      String... servers) {
    return new VirtualService(
        name,
        key,
        Scheduler.RR,
        Set.of(),
        ForwardingMethod.NAT,
        Tunnel.IPIP,
        persistence,
        false,
        OnDown.ZERO,
        Optional.empty(),
        sorry,
        Stream.of(servers)
            .map(server -> new RealServer(at(server), 1, 0, 0, AdminState.UP, Tunnel.IPIP))
            .toList());
  }
}
