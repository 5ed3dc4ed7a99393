package org.lvsdirector.connections;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.ConnectionRow;

/** Finds the virtual service that an entry of the connection table belongs to. */
final class ServiceIndex {
  private static final int MARKED = 0;

  private final Map<ServiceKey, VirtualService> byKey = new HashMap<>();
  private final List<VirtualService> marked;

  ServiceIndex(List<VirtualService> services) {
    services.forEach(service -> byKey.put(service.key(), service));
    marked =
        services.stream().filter(service -> service.key() instanceof ServiceKey.Fwmark).toList();
  }

  /** The service; empty where there is none, or where it may be one of several. */
  Optional<VirtualService> of(ConnectionRow row) {
    if (row.protocol() == MARKED) {
      return Optional.ofNullable(
          byKey.get(new ServiceKey.Fwmark(mark(row), Family.of(row.client().address()))));
    }
    return Protocol.ofNumber(row.protocol())
        .flatMap(protocol -> byAddress(protocol, row.vip()))
        .or(() -> byMark(row));
  }

  private Optional<VirtualService> byAddress(Protocol protocol, Endpoint vip) {
    VirtualService exact = byKey.get(new ServiceKey.Address(protocol, vip));
    Endpoint allPorts = new Endpoint(vip.address(), 0);
    return Optional.ofNullable(
        exact != null ? exact : byKey.get(new ServiceKey.Address(protocol, allPorts)));
  }

  /** The table does not tell marks of connections: the one marked service that has the server. */
  private Optional<VirtualService> byMark(ConnectionRow row) {
    List<VirtualService> having =
        marked.stream()
            .filter(service -> service.key().family() == Family.of(row.client().address()))
            .filter(service -> has(service, row.server()))
            .toList();
    return having.size() == 1 ? Optional.of(having.get(0)) : Optional.empty();
  }

  private static boolean has(VirtualService service, Endpoint server) {
    return service.servers().stream()
        .map(known -> known.endpoint())
        .anyMatch(
            known ->
                known.address().equals(server.address())
                    && (known.port() == 0 || known.port() == server.port()));
  }

  /** The mark that a template has instead of an address, unsigned: in its first four bytes. */
  static int mark(ConnectionRow row) {
    InetAddress address = row.vip().address();
    byte[] bytes = address.getAddress();
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }
}
