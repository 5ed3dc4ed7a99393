package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;

/**
 * Reads the destinations of all services, exactly for few services and cheaply for many.
 *
 * <p>A dump costs about 0.1 ms a service, so up to {@value #EXACT} services are simply dumped. With
 * more, {@code /proc/net/ip_vs} tells all destinations at once but not their thresholds and
 * tunnels; those are remembered from a dump, and the dumps are renewed in rotation, so that a
 * change of thresholds by somebody else is seen a little later than any other change.
 */
final class DestinationReader {
  static final int EXACT = 128;

  // The namespace of the calling thread; /proc/net would be that of the process's first thread.
  private static final Path PROC = Path.of("/proc/thread-self/net/ip_vs");

  private final IpvsTables tables;
  private final Map<ServiceKey, Map<Endpoint, Destination>> limited = new HashMap<>();
  private int rotation;

  DestinationReader(IpvsTables tables) {
    this.tables = tables;
  }

  /** Whatever is remembered of a service is no longer so. */
  void forget(ServiceKey key) {
    limited.remove(key);
  }

  Map<ServiceKey, List<Destination>> read(List<Service> services) throws IOException {
    Map<ServiceKey, List<Destination>> all = new HashMap<>();
    if (services.size() <= EXACT) {
      limited.clear();
      for (Service service : services) {
        all.put(service.key(), tables.destinations(service.key()));
      }
      return all;
    }
    Map<ServiceKey, List<Destination>> listed =
        ProcIpVs.parse(Files.readAllLines(PROC, StandardCharsets.US_ASCII));
    int from = rotation;
    rotation = (from + EXACT) % services.size();
    for (int i = 0; i < services.size(); i++) {
      ServiceKey key = services.get(i).key();
      boolean due = (i - from + services.size()) % services.size() < EXACT;
      if (due || !limited.containsKey(key) || !listed.containsKey(key)) {
        all.put(key, dump(key));
      } else {
        Map<Endpoint, Destination> known = limited.get(key);
        all.put(key, listed.get(key).stream().map(d -> limit(d, known)).toList());
      }
    }
    limited.keySet().retainAll(all.keySet());
    return all;
  }

  private List<Destination> dump(ServiceKey key) throws IOException {
    List<Destination> destinations = tables.destinations(key);
    Map<Endpoint, Destination> known = new HashMap<>();
    for (Destination destination : destinations) {
      if (destination.upperThreshold() != 0
          || destination.lowerThreshold() != 0
          || !destination.tunnel().equals(Tunnel.IPIP)) {
        known.put(destination.endpoint(), destination);
      }
    }
    limited.put(key, Map.copyOf(known));
    return destinations;
  }

  private static Destination limit(Destination listed, Map<Endpoint, Destination> known) {
    Destination limits = known.get(listed.endpoint());
    return limits == null
        ? listed
        : new Destination(
            listed.endpoint(),
            listed.method(),
            listed.weight(),
            limits.upperThreshold(),
            limits.lowerThreshold(),
            limits.tunnel());
  }
}
