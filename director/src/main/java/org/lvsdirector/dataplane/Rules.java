package org.lvsdirector.dataplane;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.model.ServiceKey;

/** The rules of all services, as they are or as they shall be. */
public record Rules(Map<ServiceKey, Entry> services) {
  /** No services. */
  public static final Rules NONE = new Rules(Map.of());

  /** Copies the map, keeping its order. */
  public Rules {
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
  }

  /** A service with its destinations. */
  public record Entry(Service service, List<Destination> destinations) {
    /** Copies the list. */
    public Entry {
      destinations = List.copyOf(destinations);
    }
  }
}
