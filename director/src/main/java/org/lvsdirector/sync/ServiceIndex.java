package org.lvsdirector.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

/** Finds the service of a connection, for what the kernel's list of connections does not tell. */
final class ServiceIndex {
  /** Before any service is known. */
  static final ServiceIndex EMPTY = new ServiceIndex(List.of());

  private final Map<ServiceKey, VirtualService> byAddress = new HashMap<>();
  private final Map<Endpoint, VirtualService> marked = new HashMap<>();

  ServiceIndex(List<VirtualService> services) {
    for (VirtualService service : services) {
      if (service.key() instanceof ServiceKey.Fwmark) {
        for (RealServer server : service.servers()) {
          marked.putIfAbsent(server.endpoint(), service);
        }
      } else {
        byAddress.put(service.key(), service);
      }
    }
  }

  /** The entry that makes another kernel know what this one lists; empty if none could. */
  Optional<SyncEntry> entry(ConnectionRow row) {
    Optional<VirtualService> service = service(row);
    int forwarding = service.map(ServiceIndex::number).orElse(0);
    int fwmark =
        service
            .map(VirtualService::key)
            .filter(ServiceKey.Fwmark.class::isInstance)
            .map(key -> ((ServiceKey.Fwmark) key).mark())
            .orElse(0);
    try {
      SyncEntry entry = SyncEntry.of(row, forwarding, fwmark);
      // A template is renewed for as long as it was made for, of which the list shows the rest.
      int lasting = service.map(it -> (int) it.persistence().timeout().toSeconds()).orElse(0);
      boolean longer = entry.isTemplate() && lasting > entry.timeout();
      return Optional.of(longer ? entry.lasting(lasting) : entry);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private Optional<VirtualService> service(ConnectionRow row) {
    Optional<VirtualService> found =
        Protocol.ofNumber(row.protocol())
            .map(
                protocol -> {
                  VirtualService exact = byAddress.get(new ServiceKey.Address(protocol, row.vip()));
                  Endpoint anyPort = new Endpoint(row.vip().address(), 0);
                  return exact != null
                      ? exact
                      : byAddress.get(new ServiceKey.Address(protocol, anyPort));
                });
    return found.or(() -> Optional.ofNullable(marked.get(row.server())));
  }

  private static int number(VirtualService service) {
    ForwardingMethod method = service.forward();
    return switch (method) {
      case NAT, FULLNAT -> 0;
      case TUN -> 2;
      case DR -> 3;
    };
  }
}
