package org.lvsdirector.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses that always move together; each group has a master of its own.
 *
 * @param interfaceName the network interface that carries the addresses which name no other
 * @param places its addresses, each with its interface
 * @param priority 1–255; among able nodes the highest becomes master
 * @param preempt whether a node of higher priority takes mastership from a living master
 * @param lease how long the kernel keeps the addresses without a refresh; whole seconds
 */
public record VipGroup(
    String name,
    String interfaceName,
    List<VipPlace> places,
    int priority,
    boolean preempt,
    Duration lease) {
  /** Copies the list. */
  public VipGroup {
    places = List.copyOf(places);
  }

  /** Its addresses. */
  public List<Vip> vips() {
    return places.stream().map(VipPlace::vip).toList();
  }

  /** Every interface that it needs: its own, and those of its addresses. */
  public Set<String> interfaces() {
    Set<String> names = new LinkedHashSet<>(Set.of(interfaceName));
    places.forEach(place -> names.add(place.interfaceName()));
    return names;
  }
}
