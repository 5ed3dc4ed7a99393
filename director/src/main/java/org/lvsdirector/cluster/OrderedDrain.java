package org.lvsdirector.cluster;

import java.util.UUID;
import org.lvsdirector.model.DrainOrder;

/**
 * A drain that an operator ordered.
 *
 * @param id tells it from every other drain of the same server, so that what members remember of an
 *     earlier one counts for nothing
 */
public record OrderedDrain(String id, DrainOrder order) {
  /** A new one. */
  public static OrderedDrain of(DrainOrder order) {
    return new OrderedDrain(UUID.randomUUID().toString(), order);
  }
}
