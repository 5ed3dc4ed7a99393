package org.lvsdirector.dataplane;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;

/**
 * The rules of all services, as they are or as they shall be.
 *
 * @param timeouts of all services' connections; where they are unset, nothing is known or wanted
 */
public record Rules(Map<ServiceKey, Entry> services, Timeouts timeouts) {
  /** No services. */
  public static final Rules NONE = new Rules(Map.of());

  /** Services, and nothing about timeouts. */
  public Rules(Map<ServiceKey, Entry> services) {
    this(services, Timeouts.UNSET);
  }

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
