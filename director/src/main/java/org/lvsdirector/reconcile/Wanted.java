package org.lvsdirector.reconcile;

import java.util.List;
import java.util.Map;
import org.lvsdirector.model.VirtualService;

/**
 * All that decides which rules shall be in force; an immutable value.
 *
 * @param placements of every server of every service
 */
public record Wanted(List<VirtualService> services, Map<ServerId, Placement> placements) {
  /** Copies the collections. */
  public Wanted {
    services = List.copyOf(services);
    placements = Map.copyOf(placements);
  }
}
