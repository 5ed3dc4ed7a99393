package org.lvsdirector.reconcile;

import java.util.List;
import java.util.Map;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VirtualService;

/**
 * All that decides which rules shall be in force; an immutable value.
 *
 * @param placements of every server of every service
 * @param timeouts of all services' connections
 */
public record Wanted(
    List<VirtualService> services, Map<ServerId, Placement> placements, Timeouts timeouts) {
  /** Copies the collections. */
  public Wanted {
    services = List.copyOf(services);
    placements = Map.copyOf(placements);
  }
}
