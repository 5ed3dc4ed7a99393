package org.lvsdirector.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Spot;
import org.lvsdirector.config.yaml.Unique;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/** Reads {@code vip-groups:}. */
final class GroupSection {
  static final Key<String> NAME =
      Key.required("name", TextKinds.NAME, "Name of the group, unique.");
  static final Key<String> INTERFACE =
      Key.required(
              "interface",
              TextKinds.INTERFACE,
              "Network interface that carries the addresses which name no other.")
          .perNode();
  static final Key<Vip> VIPS =
      Key.required(
          "vips",
          AddressKinds.VIP_OR_SECTION,
          "List of the group's addresses; without a prefix, /32 or /128. One on another interface"
              + " than the group's, such as the servers' gateway for NAT, is a section.");
  static final Key<Vip> SNAT =
      Key.optional(
          "snat",
          AddressKinds.VIP_OR_SECTION,
          "none",
          "List of addresses that servers of forward: fullnat see instead of clients'; they move"
              + " with the VIPs, and each is good for 64512 connections to one server.");
  static final Key<Integer> PRIORITY =
      Key.of(
              "priority",
              Kinds.integer(1, 255),
              "100",
              "Among able nodes the one with the highest becomes master.")
          .perNode();
  static final Key<Boolean> PREEMPT =
      Key.of(
          "preempt",
          Kinds.BOOL,
          "false",
          "Whether a node of higher priority takes over from a master that works.");
  static final Key<Duration> LEASE =
      Key.of(
          "lease",
          Durations.wholeSeconds(Duration.ofSeconds(1), Duration.ofSeconds(60)),
          "5s",
          "How long the kernel keeps the addresses if the node falls silent;"
              + " at least twice cluster.detect.");

  static final Section SECTION =
      new Section("vip-groups[]", List.of(NAME, INTERFACE, VIPS, SNAT, PRIORITY, PREEMPT, LEASE));

  private final Unique<String> names = new Unique<>();
  private final Unique<String> addresses = new Unique<>();
  private final ClusterConfig cluster;

  GroupSection(ClusterConfig cluster) {
    this.cluster = cluster;
  }

  Optional<VipGroup> read(Mapping m) {
    Optional<String> name = m.require(NAME);
    name.ifPresent(it -> names.add(it, m.spot(NAME), "a group named"));
    Optional<String> interfaceName = m.require(INTERFACE);
    int priority = m.get(PRIORITY);
    boolean preempt = m.get(PREEMPT);
    Duration lease = m.get(LEASE);
    checkLease(m, lease);
    List<VipPlace> vips = vips(m, interfaceName);
    List<VipPlace> snat =
        places(m.sections(SNAT, VipSection.SNAT, VipSection.ADDRESS), interfaceName);
    return name.flatMap(
        n -> interfaceName.map(i -> new VipGroup(n, i, vips, snat, priority, preempt, lease)));
  }

  private List<VipPlace> vips(Mapping m, Optional<String> interfaceName) {
    List<Mapping> sections = m.sections(VIPS, VipSection.VIPS, VipSection.ADDRESS);
    if (!m.has(VIPS)) {
      m.require(VIPS);
    } else if (sections.isEmpty() && m.sound(VIPS)) {
      m.spot(VIPS).fault("is empty; a group needs at least one address");
    }
    return places(sections, interfaceName);
  }

  private List<VipPlace> places(List<Mapping> sections, Optional<String> interfaceName) {
    List<VipPlace> places = new ArrayList<>();
    for (Mapping section : sections) {
      Optional<VipPlace> place = VipSection.read(section, interfaceName);
      place.ifPresent(it -> check(it.vip().address(), section.spot(VipSection.ADDRESS)));
      place.ifPresent(places::add);
    }
    return places;
  }

  private void check(InetAddress address, Spot spot) {
    String text = Addresses.text(address);
    addresses.add(text, spot, "the VIP");
    boolean fixed = cluster.members().stream().map(Endpoint::address).anyMatch(address::equals);
    if (fixed && !address.isLoopbackAddress()) {
      spot.fault(text + " is a member's own address; a VIP must be free to move");
    }
  }

  private void checkLease(Mapping m, Duration lease) {
    long shortest = (2 * cluster.detect().toMillis() + 999) / 1000;
    if (lease.toSeconds() < shortest && m.sound(LEASE)) {
      m.spot(LEASE)
          .fault(
              Durations.text(lease)
                  + " is too short for cluster.detect "
                  + Durations.text(cluster.detect())
                  + "; write at least "
                  + shortest
                  + "s");
    }
  }
}
