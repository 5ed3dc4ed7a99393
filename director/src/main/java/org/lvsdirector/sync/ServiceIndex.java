package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.message.SyncEntry;

/**
 * Finds the virtual service that an entry of the connection table belongs to, and with it what the
 * table does not tell.
 */
public final class ServiceIndex {
  /** Before any service is known. */
  static final ServiceIndex EMPTY = new ServiceIndex(List.of());

  private static final int MARKED = 0;

  private final Map<ServiceKey, VirtualService> byKey = new HashMap<>();
  private final Map<Endpoint, List<VirtualService>> markedBy = new HashMap<>();

  /** Of these services. */
  public ServiceIndex(List<VirtualService> services) {
    for (VirtualService service : services) {
      byKey.put(service.key(), service);
      if (service.key() instanceof ServiceKey.Fwmark) {
        for (RealServer server : service.servers()) {
          markedBy.computeIfAbsent(server.endpoint(), none -> new ArrayList<>()).add(service);
        }
      }
    }
  }

  /** The service; empty where there is none, or where it may be one of several. */
  public Optional<VirtualService> of(ConnectionRow row) {
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
    return Optional.ofNullable(
        exact != null ? exact : byKey.get(new ServiceKey.Address(protocol, anyPort(vip))));
  }

  /** The table does not tell marks of connections: the one marked service that has the server. */
  private Optional<VirtualService> byMark(ConnectionRow row) {
    List<VirtualService> having = marked(row);
    return having.size() == 1 ? Optional.of(having.get(0)) : Optional.empty();
  }

  private List<VirtualService> marked(ConnectionRow row) {
    Family family = Family.of(row.client().address());
    Set<VirtualService> having =
        new LinkedHashSet<>(markedBy.getOrDefault(row.server(), List.of()));
    having.addAll(markedBy.getOrDefault(anyPort(row.server()), List.of()));
    return having.stream().filter(service -> service.key().family() == family).toList();
  }

  private static Endpoint anyPort(Endpoint endpoint) {
    return new Endpoint(endpoint.address(), 0);
  }

  /** The mark that a template has instead of an address, unsigned: in its first four bytes. */
  public static int mark(ConnectionRow row) {
    return ByteBuffer.wrap(row.vip().address().getAddress()).getInt();
  }

  /** The entry that makes another kernel know what this one lists; empty if none could. */
  Optional<SyncEntry> entry(ConnectionRow row) {
    // The kernel binds an entry to a server of the mark; with none it would forward nothing.
    Optional<VirtualService> service = of(row).or(() -> marked(row).stream().findFirst());
    int forwarding = service.map(ServiceIndex::number).orElse(0);
    int fwmark =
        service
            .map(VirtualService::key)
            .filter(ServiceKey.Fwmark.class::isInstance)
            .map(key -> ((ServiceKey.Fwmark) key).mark())
            .orElse(0);
    // A template is renewed for as long as it was made for, of which the list shows the rest.
    int lasting = service.map(it -> (int) it.persistence().timeout().toSeconds()).orElse(0);
    return row.entry(forwarding, fwmark)
        .map(
            entry ->
                entry.isTemplate() && lasting > entry.timeout() ? entry.lasting(lasting) : entry);
  }

  private static int number(VirtualService service) {
    return switch (service.forward()) {
      case NAT, FULLNAT -> 0;
      case TUN -> 2;
      case DR -> 3;
    };
  }
}
