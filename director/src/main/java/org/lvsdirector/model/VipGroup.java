package org.lvsdirector.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Addresses that always move together; each group has a master of its own.
 *
 * @param interfaceName the network interface that carries the addresses which name no other
 * @param places its virtual addresses, each with its interface
 * @param snat source addresses of the connections that FullNAT services open to their servers
 * @param priority 1–255; among able nodes the highest becomes master
 * @param preempt whether a node of higher priority takes mastership from a living master
 * @param lease how long the kernel keeps the addresses without a refresh; whole seconds
 */
public record VipGroup(
    String name,
    String interfaceName,
    List<VipPlace> places,
    List<VipPlace> snat,
    int priority,
    boolean preempt,
    Duration lease) {
  /** Copies the lists. */
  public VipGroup {
    places = List.copyOf(places);
    snat = List.copyOf(snat);
  }

  /**
   * The group as whoever holds addresses sees it: all of them alike. Those for the servers' side
   * come first, for they are what a client's next packet needs.
   */
  public VipGroup held() {
    List<VipPlace> all = Stream.concat(snat.stream(), places.stream()).toList();
    return new VipGroup(name, interfaceName, all, List.of(), priority, preempt, lease);
  }

  /** Its virtual addresses. */
  public List<Vip> vips() {
    return places.stream().map(VipPlace::vip).toList();
  }

  /** Every interface that it needs: its own, and those of its addresses. */
  public Set<String> interfaces() {
    Set<String> names = new LinkedHashSet<>(Set.of(interfaceName));
    Stream.concat(places.stream(), snat.stream())
        .forEach(place -> names.add(place.interfaceName()));
    return names;
  }
}
