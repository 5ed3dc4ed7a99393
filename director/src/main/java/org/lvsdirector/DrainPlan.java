package org.lvsdirector;

import java.time.Duration;
import org.lvsdirector.model.DrainOrder;

/**
 * How a server is drained by whoever says nothing else.
 *
 * @param deadlineSeconds null = as long as its connections want
 * @param then hold or remove
 * @param leftovers keep, kill or move
 * @param templates ignore or respect
 * @param rate how many leftovers are closed or moved in a second
 */
public record DrainPlan(
    Long deadlineSeconds, String then, String leftovers, String templates, int rate) {
  static DrainPlan of(DrainOrder order) {
    return new DrainPlan(
        order.deadline().map(Duration::toSeconds).orElse(null),
        DrainOrder.label(order.then()),
        DrainOrder.label(order.leftovers()),
        DrainOrder.label(order.templates()),
        order.rate());
  }
}
