package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.ipvs.IpvsTables.ServiceRow;
import org.lvsdirector.model.ServiceKey;

/**
 * Reads the destinations of all services, exactly for few services and cheaply for many.
 *
 * <p>A dump costs about 0.1 ms a service, so up to {@value #EXACT} services are simply dumped. With
 * more, {@code /proc/net/ip_vs} tells all destinations and their connections at once, but neither
 * thresholds nor tunnels nor traffic; those are remembered from a dump and from what this program
 * wrote. The dumps are renewed in rotation, by {@link DumpTurns}: so much later than any other
 * change is a change of thresholds by somebody else seen.
 */
final class DestinationReader {
  static final int EXACT = 128;

  private final IpvsTables tables;
  // The namespace of the calling thread; /proc/net would be that of the process's first thread.
  private final ProcFile proc = new ProcFile("/proc/thread-self/net/ip_vs");
  private final ProcIpVs listing = new ProcIpVs();
  private final Map<ServiceKey, KnownPool> pools = new HashMap<>();
  private final DumpTurns turns = new DumpTurns();

  DestinationReader(IpvsTables tables) {
    this.tables = tables;
  }

  /** Takes in a change that the kernel has accepted. */
  void changed(Change.OfService change) {
    if (change instanceof Change.AddService) {
      pools.put(change.key(), new KnownPool());
    } else if (change instanceof Change.DeleteService) {
      pools.remove(change.key());
    } else if (pools.containsKey(change.key())) {
      pools.get(change.key()).changed(change);
    }
  }

  /** Whatever is remembered of a service may no longer be so. */
  void forget(ServiceKey key) {
    pools.remove(key);
  }

  /** The destinations of these services; valid until the next call. */
  Map<ServiceKey, KnownPool> read(List<ServiceRow> services) throws IOException {
    Set<ServiceKey> present = new HashSet<>();
    services.forEach(row -> present.add(row.service().key()));
    pools.keySet().retainAll(present);
    boolean exact = services.size() <= EXACT;
    Map<ServiceKey, List<DestinationRow>> listed = exact ? Map.of() : listing.read(proc.read());
    turns.next(services.size());
    for (int i = 0; i < services.size(); i++) {
      ServiceRow service = services.get(i);
      ServiceKey key = service.service().key();
      List<DestinationRow> rows = listed.get(key);
      KnownPool pool = pools.get(key);
      boolean known = pool != null && rows != null && !exact;
      if (known && !turns.isDue(i, pool.hasMoved(service.traffic()))) {
        pool.list(rows);
      } else {
        pools
            .computeIfAbsent(key, added -> new KnownPool())
            .dump(tables.destinations(key), service.traffic());
      }
    }
    return pools;
  }
}
