package org.lvsdirector.connections;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.ConnectionRow;
import org.lvsdirector.sync.ConnectionRow.Origin;
import org.lvsdirector.sync.ServiceIndex;

/** Says of an entry of the connection table what it is and whether it is asked for. */
final class Description {
  private static final int MARKED = 0;

  private final String node;
  private final ServiceIndex services;
  private final ConnectionQuery query;
  private final Optional<EndpointFilter> address;

  Description(String node, List<VirtualService> services, ConnectionQuery query) {
    this.node = node;
    this.services = new ServiceIndex(services);
    this.query = query;
    address = query.service().flatMap(EndpointFilter::parse);
  }

  /** The entry in words, if it is asked for. */
  Optional<Placed> of(ConnectionRow row) {
    long place = Tuple.place(row);
    boolean behind =
        query.after().isEmpty() || Long.compareUnsigned(place, query.after().getAsLong()) > 0;
    if (!behind || !query.server().map(wanted -> wanted.matches(row.server())).orElse(true)) {
      return Optional.empty();
    }
    Optional<VirtualService> service = services.of(row);
    return isClients(row, service) && isServices(row, service)
        ? Optional.of(new Placed(place, entry(row, service)))
        : Optional.empty();
  }

  /** A template stands for all clients of its network. */
  private boolean isClients(ConnectionRow row, Optional<VirtualService> service) {
    if (query.client().isEmpty()) {
      return true;
    }
    EndpointFilter wanted = query.client().get();
    return row.isTemplate()
        ? wanted.overlaps(
            row.client().address(),
            service.map(known -> known.persistence().prefix()).orElse(Integer.MAX_VALUE))
        : wanted.matches(row.client());
  }

  private boolean isServices(ConnectionRow row, Optional<VirtualService> service) {
    if (query.service().isEmpty()) {
      return true;
    }
    boolean named = service.filter(it -> it.name().equals(query.service().get())).isPresent();
    return named
        || (row.protocol() != MARKED && address.filter(it -> it.matches(row.vip())).isPresent());
  }

  private ConnectionEntry entry(ConnectionRow row, Optional<VirtualService> service) {
    return new ConnectionEntry(
        node,
        row.isTemplate() ? "template" : "connection",
        Protocol.ofNumber(row.protocol())
            .map(Protocol::label)
            .orElse(row.protocol() == MARKED ? "ip" : Integer.toString(row.protocol())),
        row.client().toString(),
        row.protocol() == MARKED
            ? "fwmark " + Integer.toUnsignedString(ServiceIndex.mark(row))
            : row.vip().toString(),
        row.server().toString(),
        service.map(VirtualService::name).orElse(""),
        row.state(),
        row.expires(),
        row.origin() == Origin.UNKNOWN ? "" : row.origin().name().toLowerCase(Locale.ROOT),
        service.map(known -> chosenBy(row, known)).orElse(""),
        "");
  }

  private static String chosenBy(ConnectionRow row, VirtualService service) {
    Endpoint server = row.server();
    if (service.sorryServer().filter(server::equals).isPresent()
        && service.servers().stream().noneMatch(known -> known.endpoint().equals(server))) {
      return "sorry server";
    }
    // Every connection of a persistent service follows a template, its client's first one too.
    return service.persistence().isOn() && !row.isTemplate()
        ? "template"
        : "scheduler " + service.scheduler().label();
  }
}
