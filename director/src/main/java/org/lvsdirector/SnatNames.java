package org.lvsdirector;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.connections.ConnectionSource;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netfilter.SnatLookup;
import org.lvsdirector.netfilter.SnatLookup.Path;
import org.lvsdirector.sync.ConnectionTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection table whose entries also tell how FullNAT servers see the clients. */
record SnatNames(ConnectionSource table, Supplier<Config> config) implements ConnectionSource {
  private static final Logger log = LoggerFactory.getLogger(SnatNames.class);

  @Override
  public void read(ConnectionTable.Visitor visitor) throws IOException {
    table.read(visitor);
  }

  @Override
  public List<ConnectionEntry> complete(List<ConnectionEntry> entries) {
    List<InetAddress> sources =
        config.get().vipGroups().stream()
            .flatMap(group -> group.snat().stream())
            .map(place -> place.vip().address())
            .toList();
    Set<Path> wanted = new HashSet<>();
    entries.forEach(entry -> path(entry).ifPresent(wanted::add));
    if (sources.isEmpty() || wanted.isEmpty() || config.get().dataplane() != DataplaneKind.IPVS) {
      return entries;
    }
    try {
      Map<Path, Endpoint> seen = SnatLookup.seenAs(sources, wanted);
      return entries.stream()
          .map(
              entry ->
                  path(entry)
                      .map(seen::get)
                      .map(snat -> entry.seenAs(snat.toString()))
                      .orElse(entry))
          .toList();
    } catch (IOException refused) {
      log.debug("how servers see the clients is not known: {}", refused.getMessage());
      return entries;
    }
  }

  private static Optional<Path> path(ConnectionEntry entry) {
    return Endpoint.parse(entry.client())
        .filter(client -> client.port() != 0)
        .flatMap(
            client -> Endpoint.parse(entry.address()).map(address -> new Path(client, address)));
  }
}
