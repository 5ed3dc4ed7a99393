package org.lvsdirector.model;

import java.time.Duration;
import java.util.List;

/**
 * Addresses that always move together; each group has a master of its own.
 *
 * @param interfaceName the network interface that carries the addresses
 * @param priority 1–255; among able nodes the highest becomes master
 * @param preempt whether a node of higher priority takes mastership from a living master
 * @param lease how long the kernel keeps the addresses without a refresh; whole seconds
 */
public record VipGroup(
    String name,
    String interfaceName,
    List<Vip> vips,
    int priority,
    boolean preempt,
    Duration lease) {
  /** Copies the list. */
  public VipGroup {
    vips = List.copyOf(vips);
  }
}
